import type { Picture } from '@roentgen/picture'
import { type ReactNode, useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import { frameGraph } from './frames.ts'
import type { Replay } from './use-replay.ts'

export type Shown = {
  readonly graph: Picture
  /** `playing`: nobody reads figures then. */
  readonly frame: { readonly busiest: number; readonly playing: boolean } | null
}

/** The map in the frame of the replay, or as it is. Only what is inside is painted anew with each frame; `late`: as often as there is time. */
export function Framed({
  drawn,
  replay,
  late = false,
  children,
}: {
  drawn: Picture
  replay: Replay
  late?: boolean
  children: (shown: Shown) => ReactNode
}) {
  const moment = useSyncExternalStore(replay.clock.subscribe, replay.clock.moment)
  const deferred = useDeferredValue(moment)
  const { frame, playing } = late ? deferred : moment
  const { frames } = replay
  const shown = useMemo(
    (): Shown =>
      frames
        ? { graph: frameGraph(frames, frame), frame: { busiest: frames.busiest, playing } }
        : { graph: drawn, frame: null },
    [frames, frame, playing, drawn],
  )
  return useMemo(() => children(shown), [shown, children])
}
