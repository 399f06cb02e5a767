import type { Picture } from '@roentgen/picture'
import { type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { frameGraph } from './frames.ts'
import type { Replay } from './use-replay.ts'

export type Shown = { readonly graph: Picture; readonly frame: { readonly busiest: number } | null }

/** The map in the frame of the replay, or as it is. Only what is inside is painted anew with each frame. */
export function Framed({
  drawn,
  replay,
  children,
}: {
  drawn: Picture
  replay: Replay
  children: (shown: Shown) => ReactNode
}) {
  const { frame } = useSyncExternalStore(replay.clock.subscribe, replay.clock.moment)
  const { frames } = replay
  const shown = useMemo(
    (): Shown =>
      frames ? { graph: frameGraph(frames, frame), frame: { busiest: frames.busiest } } : { graph: drawn, frame: null },
    [frames, frame, drawn],
  )
  return children(shown)
}
