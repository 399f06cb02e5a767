/** What is exported: nodes and edges as the graph's reply has them, groups and crowds among them, and the words that go with them. */
import type { GraphEdgeShape, GraphNodeShape } from '@roentgen/contract'

export type Picture = {
  readonly nodes: readonly GraphNodeShape[]
  readonly edges: readonly GraphEdgeShape[]
  /** Of response times only the 95th percentile is known; what stands for the others is no figure. */
  readonly onlyP95?: true
}

/** A node or an edge in the reader's language, a line each; the first line of a node is its name. */
export type Words = {
  readonly node: (node: GraphNodeShape) => readonly string[]
  readonly edge: (edge: GraphEdgeShape) => readonly string[]
  /** Stands back on the page: it is not what was looked for, or did not change. */
  readonly faded?: (id: string) => boolean
}

/** What stands above every picture: the headline, and the window with its zone. */
export type About = { readonly title: string; readonly window: string }

/** Epoch seconds. */
export type ExportWindow = { readonly from: number; readonly to: number }

export type Tone = 'error' | 'throttle' | 'fault'

type Counts = Readonly<Record<'ok' | Tone | 'total', number>>

/** The class that most of the failures have, once 1 in 100 failed; null: well, or without traffic. */
export function toneOf(counts: Counts): Tone | null {
  if (!(counts.total > 0) || 1 - counts.ok / counts.total < 0.01) return null
  const tones = ['fault', 'throttle', 'error'] as const
  return tones.reduce((worst, tone) => (counts[tone] > counts[worst] ? tone : worst))
}

/** Seen by its callers only; a client has no figures of its own and is not meant. */
export const isInferred = (node: GraphNodeShape): boolean => node.state !== 'active' && !isClient(node)

export const isClient = (node: GraphNodeShape): boolean => node.type?.toLowerCase() === 'client'

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** In an order that does not depend on who asked when, without edges that end nowhere: the same picture is the same text. */
export function inOrder(picture: Picture): Picture {
  const known = new Set(picture.nodes.map((node) => node.id))
  return {
    nodes: [...picture.nodes].sort(byId),
    edges: picture.edges.filter((edge) => known.has(edge.from) && known.has(edge.to)).sort(byId),
  }
}
