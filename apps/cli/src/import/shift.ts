/** `--shift`: how far a recording is moved in time. */
import { latestTime } from '@roentgen/translate'
import { UsageError } from '../options.ts'

export type Shift =
  | { readonly kind: 'none' }
  | { readonly kind: 'now' }
  | { readonly kind: 'seconds'; readonly seconds: number }

export function parseShift(text: string): Shift {
  if (text === '') return { kind: 'none' }
  if (text === 'now') return { kind: 'now' }
  const seconds = Number(text)
  if (!Number.isSafeInteger(seconds)) throw new UsageError(`--shift takes "now" or whole seconds, not "${text}".`)
  return { kind: 'seconds', seconds }
}

/** One number for all files, so that they keep their distance. `now`: the latest of all times becomes now. */
export function secondsOf(shift: Shift, documents: readonly object[], nowS: number): number {
  if (shift.kind === 'none') return 0
  if (shift.kind === 'seconds') return shift.seconds
  const latest = documents.reduce(
    (most, one) => Math.max(most, latestTime({ ...one }) ?? most),
    Number.NEGATIVE_INFINITY,
  )
  return Number.isFinite(latest) ? Math.floor(nowS - latest) : 0
}
