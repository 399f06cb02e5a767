/** When a trace is assembled after a document came (design, protocol 9). All in milliseconds after the last document. */

/** It looks whole: nothing more is expected. */
export const wholeMs = 300
/** Something is missing: give it this long, then show what there is. Short of the design's 1.5 s, so that the page has it within 1.5 s. */
export const partialMs = 1_000
const mostMs = 60_000
/** A call marked `traced` whose callee stays silent this long has none; a link without origin is dropped. */
export const settleMs = 10_000

/** The pause doubles with each re-assembly: a trace that trickles in for hours costs ever less. */
export function pauseMs(assemblies: number, whole: boolean): number {
  return Math.min((whole ? wholeMs : partialMs) * 2 ** Math.min(assemblies, 10), mostMs)
}

/** However steadily documents arrive, a change is shown after this long. */
export const latestMs = (assemblies: number) => Math.max(2_000, 2 * pauseMs(assemblies, false))
