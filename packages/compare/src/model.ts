/** What is compared, and what is found. */
import type { Counts } from '@roentgen/trace'

export type ClassCounts = Pick<Counts, 'ok' | 'error' | 'throttle' | 'fault'>

/** What a node or an edge counted. Buckets are those of @roentgen/trace. */
export type Figures = { readonly counts: ClassCounts; readonly histogram: ReadonlyMap<number, number> }

/**
 * `steps`: the same, step by step of the window in order, null where nothing came; absent when only the sums are known. They need not add up to
 * `figures`: they say how restless a thing is by itself.
 */
type Watched = { readonly id: string; readonly figures: Figures; readonly steps?: readonly (Figures | null)[] }

export type NodeInWindow = Watched
export type EdgeInWindow = Watched & { readonly from: string; readonly to: string }

export type Side = {
  /** How long it was watched; of a system that began within the window, since then. */
  readonly seconds: number
  /** Counted from some of the requests only: their number says nothing, and what was not seen may have been there. */
  readonly sampled?: boolean
  readonly nodes: readonly NodeInWindow[]
  readonly edges: readonly EdgeInWindow[]
}

export const changeKinds = [
  'new',
  'gone',
  'slower',
  'faster',
  'more-errors',
  'fewer-errors',
  'more-traffic',
  'less-traffic',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export const failureClasses = ['fault', 'throttle', 'error'] as const
export type FailureClass = (typeof failureClasses)[number]

/** One side of a change. Durations in seconds. */
export type Measured = {
  readonly total: number
  readonly perMinute: number
  /** Shares of all requests, 0 to 1. */
  readonly fault: number
  readonly throttle: number
  readonly error: number
  readonly p50: number | null
  readonly p95: number | null
}

export type Change = {
  readonly id: string
  readonly subject: 'node' | 'edge'
  readonly kind: ChangeKind
  /** Of `more-errors` and `fewer-errors`: which kind of failure. */
  readonly class: FailureClass | null
  /** Of `slower` and `faster`: where it shows, the median or the 95th percentile. */
  readonly quantile: 50 | 95 | null
  readonly before: Measured
  readonly after: Measured
  /** Latency and traffic: after / before. Errors: difference of the shares. null: new or gone. */
  readonly effect: number | null
  /** Chance of such a difference, or a larger one, between windows in which nothing changed. */
  readonly p: number
  /** The same, held against all the tests that were made (Benjamini-Hochberg). */
  readonly q: number
  readonly score: number
  /** The change that explains this one, as its place in the list; null: explained by none. */
  readonly cause: number | null
}

/** `measured`: from the steps of at least half of what was compared; `assumed`: no steps were given. */
export type DispersionKnown = 'measured' | 'partly' | 'assumed'

/** A service that one window knows too little of to be compared. */
export type Unsaid = {
  readonly id: string
  readonly side: 'before' | 'after'
  /** Too few requests there, or in too few steps to know what is usual. */
  readonly few: 'requests' | 'steps'
  /** `failed`: share of faults and throttles. */
  readonly before: { readonly total: number; readonly failed: number }
  readonly after: { readonly total: number; readonly failed: number }
}

export type Comparison = {
  /** What matters most first; what another change explains comes right below it. */
  readonly changes: readonly Change[]
  /** By more than their traffic, which is told whatever the other window has. */
  readonly compared: { readonly nodes: number; readonly edges: number }
  /** Seen, but with too few requests to say anything. */
  readonly tooFew: { readonly nodes: number; readonly edges: number }
  /** Services that were seen well in one window only, those that seem to fail more now first: a handful. */
  readonly unsaid: readonly Unsaid[]
  readonly tests: number
  readonly dispersion: DispersionKnown
}
