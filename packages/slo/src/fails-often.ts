/** What is unwell where nobody promised anything. */
import type { SloCounts } from './evaluate.ts'

type Counts = SloCounts & { readonly total: number }

/** One request in a hundred that the service could not serve. */
export const failing = 0.01
/** A 4xx is its caller's mistake: one in twenty is worth a word, once there are enough requests to tell. */
const refusing = 0.05
const enough = 30

export const failedShare = ({ fault, throttle, total }: Counts): number => (total > 0 ? (fault + throttle) / total : 0)

export function failsOften(counts: Counts): boolean {
  if (counts.total <= 0) return false
  return failedShare(counts) >= failing || (counts.total >= enough && counts.error / counts.total >= refusing)
}
