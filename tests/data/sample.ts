/** Sample documents assembled, links between their traces resolved, and drawn as text. */
import { readFileSync } from 'node:fs'
import {
  type AssembledTrace,
  assemble,
  type GraphEdge,
  type GraphNode,
  graphFromTraces,
  type LinkedCall,
  linkedCall,
  linkKey,
  linkTargets,
  type NodeKey,
} from '@roentgen/trace'
import { documentsByTrace } from './pure-source.ts'

export function sampleLines(name: string): string[] {
  const text = readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8')
  return (JSON.parse(text) as unknown[]).map((document) => JSON.stringify(document))
}

/** In order of the first document; traces that others link to are looked up as an assembler would. */
export function assembleAll(lines: readonly string[], settled = true): AssembledTrace[] {
  const docs = documentsByTrace(lines)
  const alone = new Map([...docs].map(([id, some]) => [id, assemble(some, { settled })]))
  return [...docs].map(([id, some]) => {
    const linked = new Map<string, LinkedCall>()
    for (const target of linkTargets(some)) {
      const other = alone.get(target.traceId)
      const call = other === undefined ? null : linkedCall(other, target.id)
      if (call !== null) linked.set(linkKey(target), call)
    }
    return linked.size === 0 ? alone.get(id)! : assemble(some, { settled, linked })
  })
}

/** Nodes with their requests, then edges with theirs. */
export function dump(traces: readonly AssembledTrace[]): string[] {
  const graph = graphFromTraces(traces)
  return [...graph.nodes.filter((node) => node.key.type !== 'client').map(nodeLine), ...graph.edges.map(edgeLine)]
}

function nodeLine(node: GraphNode): string {
  return `${nodeText(node.key)} [${node.state}${node.root ? ', root' : ''}] ${countsText(node.counts)}`
}

function edgeLine(edge: GraphEdge): string {
  const arrow = edge.kind === 'link' ? '~>' : '->'
  const aliases = edge.aliases.length === 0 ? '' : ` alias ${edge.aliases.map(nodeText).join(', ')}`
  return `${nodeText(edge.from)} ${arrow} ${nodeText(edge.to)} ${countsText(edge.counts)}${aliases}`
}

function nodeText(node: NodeKey): string {
  return `${node.name} / ${node.type}`
}

function countsText(counts: GraphNode['counts']): string {
  const classes = (['ok', 'error', 'throttle', 'fault'] as const).filter((name) => counts[name] > 0)
  return `${classes.map((name) => `${counts[name]} ${name}`).join(' ')} ${counts.totalTimeUs / 1000}ms`
}
