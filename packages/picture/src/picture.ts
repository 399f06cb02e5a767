/**
 * A picture is a graph reply of which some nodes stand for many. Nothing is lost by it: the figures of a fold are the sums of its members,
 * and the member that is worst is carried along.
 *
 *     web ──12──▶ orders(9)                     web ──17──▶ [Shop: 2 members, 1 unwell]
 *     web ───5──▶ carts(5) ──▶ orders
 */
import type { GraphEdgeShape, GraphNodeShape, GraphReply } from '@roentgen/contract'
import type { ResponseClass } from '@roentgen/trace'

export type Worst = {
  readonly id: string
  readonly name: string
  /** What most of its failures were; `ok`: only an objective is broken. */
  readonly class: ResponseClass
  /** Of its requests that ended so, 0..1. */
  readonly share: number
  readonly requests: number
}

export type Folded = {
  readonly label: string
  /** Ids of the graph's own nodes, the busiest first. Folds inside of folds are taken apart. */
  readonly members: readonly string[]
  readonly unwell: number
  /** Null: nothing went wrong at any of them. */
  readonly worst: Worst | null
}

/** `type` of a fold is `group` or `crowd`, its id begins with the same word. */
export type PictureNode = GraphNodeShape & { readonly group?: Folded }

export type Picture = Omit<GraphReply, 'nodes'> & {
  nodes: PictureNode[]
  /** Of response times only the 95th percentile is known; what stands for the others is no figure. */
  readonly onlyP95?: true
}

export type PictureEdge = GraphEdgeShape

/** An id that only a fold has: node ids hold no colon, `nodeId` writes it as `%3A`. */
export const isFoldId = (id: string): boolean => id.startsWith('group:') || id.startsWith('crowd:')
