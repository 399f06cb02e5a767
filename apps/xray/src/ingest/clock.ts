/**
 * Receipt times in whole microseconds, strictly increasing: of two versions of a segment in one batch the store must
 * still know which came first.
 */
export function receiptClock(nowMs: () => number): () => number {
  let last = 0
  return () => {
    last = Math.max(last + 1, Math.round(nowMs() * 1000))
    return last
  }
}
