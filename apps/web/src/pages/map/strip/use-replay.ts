/** A replay of the window under the map: its frames, where it stands, and the link to that frame. Open when the address has `at`. */
import type { GraphReply } from '@roentgen/contract'
import type { Picture } from '@roentgen/picture'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { minutesQuery, type WindowQuery } from '../../../queries.ts'
import { ReplayClock } from './clock.ts'
import { type Frames, frameAt, framesOf } from './frames.ts'

export type Replay = {
  readonly clock: ReplayClock
  /** Null: not open, or still loading. */
  readonly frames: Frames | null
  readonly open: boolean
  readonly loading: boolean
  readonly error: Error | null
  readonly outside: boolean
  readonly notes: {
    /** Seconds, where the source is coarser than it was asked to be. */
    readonly step: number
    readonly leftOut: number
    readonly sampled: string | null
  } | null
}

export function useReplay(
  graph: GraphReply | undefined,
  drawn: Picture | undefined,
  left: Picture | undefined,
  window: WindowQuery,
  at: number | undefined,
): Replay {
  const [clock] = useState(() => new ReplayClock())
  const open = at !== undefined
  const minutes = useQuery({ ...minutesQuery(window), enabled: open })
  const frames = useMemo(
    () => (open && graph && drawn && minutes.data ? framesOf(graph, drawn, minutes.data, left) : null),
    [open, graph, drawn, left, minutes.data],
  )
  const wanted = frames && at !== undefined ? frameAt(frames, at) : null
  // The address leads: a link, the browser's back. While it plays the address waits.
  useEffect(() => {
    if (wanted !== null && !clock.moment().playing) clock.go(wanted)
  }, [wanted, clock])
  useEffect(() => {
    if (!open) clock.stop()
  }, [open, clock])
  useEffect(() => () => clock.stop(), [clock])
  return {
    clock,
    frames,
    open,
    loading: open && minutes.isPending,
    error: minutes.error,
    outside: frames !== null && at !== undefined && (at < frames.start || at >= frames.to),
    notes: minutes.data
      ? {
          step: minutes.data.step,
          leftOut: minutes.data.leftOut.nodes,
          sampled: minutes.data.exactness.kind === 'sampled' ? minutes.data.exactness.because : null,
        }
      : null,
  }
}
