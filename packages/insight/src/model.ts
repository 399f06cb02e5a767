/** What insights are made of, and what they say. Minutes are whole minutes since 1970. */
import type { Counts, Histogram, NodeKey } from '@roentgen/trace'

export type Category = 'fault' | 'throttle' | 'latency'
export const categories: readonly Category[] = ['fault', 'throttle', 'latency']

export type MinuteSum = {
  readonly minute: number
  readonly counts: Pick<Counts, 'ok' | 'error' | 'throttle' | 'fault'>
  readonly histogram: Histogram
}

export type NodeSeries = { readonly node: NodeKey; readonly minutes: readonly MinuteSum[] }
export type EdgeSeries = {
  readonly from: NodeKey
  readonly to: NodeKey
  readonly kind: 'call' | 'client' | 'link'
  readonly minutes: readonly MinuteSum[]
}

/** What one group's services and calls counted in [fromMinute, toMinute). Minutes without traffic are absent. */
export type History = {
  readonly fromMinute: number
  readonly toMinute: number
  readonly nodes: readonly NodeSeries[]
  readonly edges: readonly EdgeSeries[]
}

export type Anomaly = {
  readonly category: Category
  readonly startMinute: number
  /** The first calm minute; null while it goes on. */
  readonly endMinute: number | null
  readonly requests: number
  readonly bad: number
  /** Bad requests that the baseline would have had. */
  readonly expected: number
}

/** How many requests were hit: faulty, throttled or slow ones, as the category says. */
export type Impact = { readonly bad: number; readonly ok: number; readonly total: number }

export type InsightEvent = {
  readonly minute: number
  readonly summary: string
  readonly clients: Impact
  readonly rootCause: Impact
  readonly services: readonly NodeKey[]
}

/** One look's finding, before it has a name. */
export type Finding = {
  readonly category: Category
  readonly startMinute: number
  readonly endMinute: number | null
  readonly rootCause: NodeKey
  /** Anomalous services, root cause first, then by bad requests beyond the expected. */
  readonly services: readonly NodeKey[]
  readonly clients: Impact
  readonly rootCauseImpact: Impact
}

export type Insight = Finding & {
  readonly id: string
  readonly group: { readonly name: string; readonly arn: string }
  readonly summary: string
  /** When it was last looked at with news. */
  readonly updatedMinute: number
  /** Oldest first; at most `mostEvents`. */
  readonly events: readonly InsightEvent[]
}
