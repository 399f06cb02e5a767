/** Traces of a system's traffic: few, and yet every call is made, as many times as asked. */
import { randomBytes } from 'node:crypto'
import { type BenchTrace, seeded } from '../documents.ts'
import type { System, SystemNode } from './system.ts'

export type TrafficOptions = {
  /** How often every call is made at least. */
  readonly rounds: number
  /** Traces end in [from, to), epoch seconds. */
  readonly from: number
  readonly to: number
  readonly seed?: number
}

/** Services that make their calls in one trace: keeps a trace about as large as a busy page's. */
const expandedAtOnce = 14

type Visit = { readonly node: number; readonly calls: readonly Visit[] }

export function trafficOf(system: System, { rounds, from, to, seed = 1 }: TrafficOptions): BenchTrace[] {
  const random = seeded(seed)
  const callees = system.nodes.map((): number[] => [])
  for (const [a, b] of system.calls) callees[a]?.push(b)
  const way = waysIn(system, callees)
  const traces: BenchTrace[] = []
  for (let round = 0; round < rounds; round++) {
    const left = new Set(system.nodes.flatMap((_, i) => ((callees[i]?.length ?? 0) > 0 ? [i] : [])))
    for (const start of left) {
      // What is expanded is taken out, so that a later turn of the loop does not meet it.
      const chosen = new Set<number>()
      const waiting = [start]
      for (const at of waiting) {
        if (chosen.size >= expandedAtOnce) break
        if (!left.delete(at)) continue
        chosen.add(at)
        waiting.push(...(callees[at] ?? []))
      }
      const path = way(start)
      const root = visited(path, chosen, callees)
      traces.push(traceOf(system, root, from + random() * (to - from), random))
    }
  }
  return traces
}

/** From an entry to a service, by the fewest calls. */
function waysIn(system: System, callees: readonly (readonly number[])[]): (to: number) => number[] {
  const before = new Map<number, number>(system.entries.map((entry) => [entry, -1]))
  for (const [at] of before) for (const next of callees[at] ?? []) if (!before.has(next)) before.set(next, at)
  return (to) => {
    const path = [to]
    for (let at = before.get(to); at !== undefined && at >= 0; at = before.get(at)) path.unshift(at)
    return path
  }
}

/** Down the path, then everybody chosen makes all of its calls the first time it is reached. */
function visited(path: readonly number[], chosen: ReadonlySet<number>, callees: readonly (readonly number[])[]): Visit {
  const done = new Set<number>()
  const expand = (node: number): Visit => {
    if (!chosen.has(node) || done.has(node)) return { node, calls: [] }
    done.add(node)
    return { node, calls: (callees[node] ?? []).map(expand) }
  }
  const [end = 0, ...above] = [...path].reverse()
  let visit = expand(end)
  for (const node of above) visit = { node, calls: [visit] }
  return visit
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')
const origins = {
  gateway: 'AWS::ECS::Container',
  service: 'AWS::ECS::Container',
  function: 'AWS::EC2::Instance',
} as const

type Outcome = { readonly faults: boolean }

function traceOf(system: System, root: Visit, end: number, random: () => number): BenchTrace {
  const total = 0.3 + random() ** 2 * 1.5
  const traceId = `1-${Math.floor(end - total)
    .toString(16)
    .padStart(8, '0')}-${hex(12)}`
  const documents: string[] = []
  const nodeAt = (visit: Visit): SystemNode | undefined => system.nodes[visit.node]
  const outcome = (node: SystemNode): Outcome => ({ faults: random() < node.faults })

  const segment = (visit: Visit, parent: string | null, at: number, lasts: number, { faults }: Outcome): void => {
    const node = nodeAt(visit)
    if (!node) return
    const id = hex(8)
    const slice = (lasts * 0.9) / Math.max(1, visit.calls.length)
    const subsegments = visit.calls.flatMap((callee, i) => {
      const other = nodeAt(callee)
      if (!other) return []
      const subId = hex(8)
      const its = outcome(other)
      const starts = at + lasts * 0.05 + i * slice
      const took = slice * Math.min(0.98, (0.2 + random() * 0.5) * (other.slow > 1 ? 1.9 : 1))
      const sends = other.kind === 'gateway' || other.kind === 'service' || other.kind === 'function'
      if (sends) segment(callee, subId, starts + took * 0.02, took * 0.95, its)
      return [
        {
          id: subId,
          start_time: starts,
          end_time: starts + took,
          ...(its.faults && { fault: true }),
          ...callTo(other),
        },
      ]
    })
    documents.push(
      JSON.stringify({
        name: node.name,
        id,
        trace_id: traceId,
        ...(parent && { parent_id: parent }),
        start_time: at,
        end_time: at + lasts,
        origin: node.kind in origins ? origins[node.kind as keyof typeof origins] : undefined,
        ...(faults && { fault: true }),
        http: {
          request: { method: 'GET', url: `https://${node.name}.example/` },
          response: { status: faults ? 500 : 200 },
        },
        ...(subsegments.length > 0 && { subsegments }),
      }),
    )
  }
  const first = nodeAt(root)
  if (first) segment(root, null, end - total, total, outcome(first))
  return { id: traceId, documents }
}

/** As the SDKs write a call, by what is called. */
function callTo(node: SystemNode): Record<string, unknown> {
  switch (node.kind) {
    case 'table':
      return { name: 'DynamoDB', namespace: 'aws', aws: { operation: 'GetItem', table_name: node.name } }
    case 'queue':
      return {
        name: 'SQS',
        namespace: 'aws',
        aws: {
          operation: 'SendMessage',
          queue_url: `https://sqs.eu-west-1.amazonaws.com/111122223333/${node.name}`,
        },
      }
    case 'bucket':
      return { name: 'S3', namespace: 'aws', aws: { operation: 'GetObject', bucket_name: node.name } }
    case 'sql':
      return {
        name: node.name,
        namespace: 'remote',
        sql: { url: `jdbc:postgresql://${node.name}`, database_type: 'PostgreSQL', sanitized_query: 'SELECT 1' },
      }
    default:
      return {
        name: node.name,
        namespace: 'remote',
        http: { request: { method: 'GET', url: `https://${node.name}/` } },
      }
  }
}
