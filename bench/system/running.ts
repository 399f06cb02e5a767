/** A running Roentgen whose map is a whole system: sent through PutTraceSegments, assembled and rolled up. */
import type { GraphReply } from '@roentgen/contract'
import { type Bench, startRoentgen } from '../roentgen.ts'
import { putAll } from '../send.ts'
import { largeSystem, type SystemSize, shownSize } from './system.ts'
import { trafficOf } from './traffic.ts'

export type RunningSystem = Bench & {
  readonly documents: number
  readonly traces: number
  readonly seconds: number
  /** Nodes and edges of the graph, clients included. */
  readonly size: { readonly nodes: number; readonly edges: number }
  /** The window that holds all of it. */
  readonly window: string
}

/** Minutes the traffic is spread over, ending a minute ago. */
const spreadMinutes = 8

export async function runningSystem(
  size: SystemSize & { rounds: number },
  args: string[] = [],
): Promise<RunningSystem> {
  const system = largeSystem(size)
  const expected = shownSize(system)
  const roentgen = await startRoentgen({ args })
  try {
    const to = Date.now() / 1000 - 60
    const from = to - spreadMinutes * 60
    const traces = trafficOf(system, { rounds: size.rounds, from, to })
    const documents = traces.flatMap((trace) => trace.documents)
    const started = performance.now()
    await putAll(new URL(roentgen.xray), documents, 16)
    const window = `from=${Math.floor(from) - 60}&to=${Math.ceil(to) + 5}`
    for (;;) {
      const graph = await graphOf(roentgen.web, window)
      const requests = graph.nodes.filter((node) => node.type === 'client').length
      if (graph.nodes.length === expected.nodes && graph.edges.length === expected.edges && requests > 0) break
      if (performance.now() - started > 120_000)
        throw new Error(
          `the map has ${graph.nodes.length} nodes and ${graph.edges.length} edges, not ${expected.nodes} and ${expected.edges}`,
        )
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    const seconds = (performance.now() - started) / 1000
    return { ...roentgen, documents: documents.length, traces: traces.length, seconds, size: expected, window }
  } catch (error) {
    await roentgen.stop()
    throw error
  }
}

export async function graphOf(web: string, window: string): Promise<GraphReply> {
  const reply = await fetch(`${web}/api/graph?${window}`)
  if (!reply.ok) throw new Error(`/api/graph: HTTP ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as GraphReply
}
