/** What the facts are asked of: the pure assembly here, the live API elsewhere. Ids are those of the (moved) set. */
import type { ResponseClass, WireDocument } from '@roentgen/trace'
import type { NodeName } from './expected.ts'

export type Classes = Readonly<Record<ResponseClass, number>>

export type ObservedSummary = {
  readonly id: string
  readonly durationSeconds: number | null
  readonly responseTimeSeconds: number | null
  readonly hasFault: boolean
  readonly hasError: boolean
  readonly hasThrottle: boolean
  readonly partial: boolean
  readonly httpStatus: number | null
  readonly users: readonly string[]
  readonly entryPoint: NodeName | null
}

export type ObservedGraph = {
  /** Without client nodes, which have no statistics. Nodes that differ by account only may be given apart: they are added up. */
  readonly services: readonly (NodeName & { readonly classes: Classes; readonly totalSeconds: number })[]
  /** Client edges (from a node of type `client`) included. */
  readonly edges: readonly { readonly from: NodeName; readonly to: NodeName; readonly count: number }[]
}

export type ObservedTrace = {
  readonly id: string
  readonly durationSeconds: number | null
  /** As BatchGetTraces returns them: independent subsegments folded, inferred segments among them. */
  readonly documents: readonly WireDocument[]
}

export interface FactSource {
  /** Documents that were accepted of those that were sent. */
  readonly accepted: number
  summaries(): Promise<readonly ObservedSummary[]>
  filter(expression: string): Promise<readonly string[]>
  /** Of the whole set, or of these traces alone. */
  graph(traceIds?: readonly string[]): Promise<ObservedGraph>
  traces(traceIds: readonly string[]): Promise<readonly ObservedTrace[]>
  /** Microseconds by entity; of the traces' own page where there is one, else computed from `traces`. */
  criticalPath(traceId: string): Promise<{
    readonly totalUs: number
    readonly parts: readonly {
      readonly id: string
      readonly name: string
      readonly service: string
      readonly exclusiveUs: number
    }[]
  } | null>
}
