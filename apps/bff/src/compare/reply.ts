/** A comparison as the contract has it. */
import type { Comparison, Side } from '@roentgen/compare'
import { type CompareReply, edgeId, nodeId } from '@roentgen/contract'
import type { NodeKey, ServiceGraph } from '@roentgen/trace'
import { type GraphContext, graphReply, nodeRef, secondsOf, windowReply } from '../reply/graph.ts'
import type { ReadSide } from './sides.ts'
import type { TwoWindows } from './windows.ts'

export type CompareContext = Pick<GraphContext, 'source' | 'labelOf'> &
  TwoWindows & {
    readonly since: CompareReply['since']
    readonly sides: { readonly before: ReadSide; readonly after: ReadSide }
  }

export function compareReply(comparison: Comparison, context: CompareContext): CompareReply {
  const { before, after } = context.sides
  const refs = new Map<string, NodeKey>()
  for (const graph of [before.read.graph, after.read.graph]) {
    for (const { key } of graph.nodes) refs.set(nodeId(key), key)
  }
  const ends = new Map([...before.side.edges, ...after.side.edges].map(({ id, from, to }) => [id, [from, to]]))
  return {
    source: context.source,
    window: windowReply(context.window),
    before: windowReply(context.before),
    against: context.against,
    since: context.since,
    asOf: secondsOf(after.read.asOfUs),
    exactness: { window: after.read.exactness, before: before.read.exactness },
    verdict: verdictOf(comparison, before.side, after.side),
    ...comparison,
    changes: comparison.changes.map((change) => ({
      ...change,
      nodes: (change.subject === 'node' ? [change.id] : (ends.get(change.id) ?? [])).flatMap((id) => {
        const key = refs.get(id)
        return key ? [nodeRef(key)] : []
      }),
    })),
    unsaid: comparison.unsaid.flatMap((one) => {
      const key = refs.get(one.id)
      return key ? [{ ...one, node: nodeRef(key) }] : []
    }),
    gone: ghosts(comparison, context),
  }
}

const isEmpty = ({ seconds, nodes }: Side): boolean => seconds <= 0 || nodes.length === 0

function verdictOf({ changes, compared, unsaid }: Comparison, before: Side, after: Side): CompareReply['verdict'] {
  if (isEmpty(after)) return 'nothing-now'
  if (isEmpty(before)) return 'nothing-before'
  if (changes.length > 0) return 'changed'
  if (compared.nodes + compared.edges === 0) return 'too-little'
  return unsaid.length > 0 ? 'partly' : 'same'
}

/** What is gone, and who stood at its ends if they are not on the map any more. */
function ghosts({ changes }: Comparison, context: CompareContext): CompareReply['gone'] {
  const { read } = context.sides.before
  const gone = new Set(changes.filter(({ kind }) => kind === 'gone').map(({ id }) => id))
  const still = new Set(context.sides.after.read.graph.nodes.map(({ key }) => nodeId(key)))
  const edges = read.graph.edges.filter(({ from, to }) => gone.has(edgeId(from, to)))
  const ends = new Set(edges.flatMap(({ from, to }) => [nodeId(from), nodeId(to)]))
  const graph: ServiceGraph = {
    nodes: read.graph.nodes.filter(({ key }) => {
      const id = nodeId(key)
      return !still.has(id) && (gone.has(id) || ends.has(id))
    }),
    edges,
  }
  const reply = graphReply(graph, {
    source: context.source,
    window: context.before,
    asOfUs: read.asOfUs,
    exactness: read.exactness,
    objectives: [],
    labelOf: context.labelOf,
    filtered: true,
    sampleHistory: null,
  })
  return { nodes: reply.nodes, edges: reply.edges }
}
