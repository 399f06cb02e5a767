/** What the rules read: the steps (minutes, mostly) of every node and edge, from well before the window to its end. */
import type { Histogram } from '@roentgen/trace'

export type StoryPoint = {
  /** Start of the step, epoch seconds. Steps without traffic are absent. */
  readonly at: number
  readonly counts: {
    readonly ok: number
    readonly error: number
    readonly throttle: number
    readonly fault: number
  }
  /** Bucket to count (`@roentgen/trace`). */
  readonly histogram: Histogram
}

export type CourseNode = {
  readonly id: string
  readonly name: string
  readonly type: string | null
  /** Sends segments of its own; false: inferred from what its callers counted. */
  readonly reports: boolean
  readonly points: readonly StoryPoint[]
}

export type CourseEdge = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly kind: 'call' | 'client' | 'link'
  readonly points: readonly StoryPoint[]
}

/** A version of a service that was seen for the first time. */
export type Deployed = { readonly node: string; readonly version: string; readonly at: number }

/** What was promised of a node, as the rules need it. */
export type Promised = {
  readonly node: string
  readonly target: number
}

/** It misses an objective, fails or refuses often; the first of these that holds. */
export type Mark = 'objective' | 'failures' | 'refusals'

/** Sums of the window, of every node and call: also of those too quiet to be among `nodes` and `edges`. */
export type Whole = {
  readonly services: readonly {
    readonly id: string
    readonly name: string
    readonly type: string | null
    readonly requests: number
    /** Faults and throttles. */
    readonly failed: number
    /** As wrong: 4xx. */
    readonly refused: number
    /** What the map marks it for, by the window's plain shares; null: nothing. */
    readonly mark: Mark | null
  }[]
  readonly calls: readonly { readonly from: string; readonly to: string; readonly failed: number }[]
  /** From outside, by the service entered. */
  readonly entered: readonly { readonly to: string; readonly requests: number; readonly failed: number }[]
}

export type Course = {
  /** Epoch seconds, multiples of `step`: steps in [from, to). */
  readonly from: number
  readonly to: number
  /** Seconds. */
  readonly step: number
  /** Where the window begins; what lies before it says what is usual. */
  readonly windowFrom: number
  readonly nodes: readonly CourseNode[]
  readonly edges: readonly CourseEdge[]
  readonly deployments: readonly Deployed[]
  readonly promises: readonly Promised[]
  readonly whole: Whole
}
