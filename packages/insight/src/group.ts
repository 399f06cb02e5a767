/** Anomalies of a group's services and calls, folded into findings: what belongs together, and where it comes from. */
import { compareNodes, type NodeKey, nodeId } from '@roentgen/trace'
import { badOf, baselineMinutes, requestsOf, slowAfter } from './baseline.ts'
import { anomaliesIn } from './detect.ts'
import {
  type Anomaly,
  type Category,
  categories,
  type EdgeSeries,
  type Finding,
  type History,
  type Impact,
} from './model.ts'

/** Anomalies this near in time may be one. */
const slackMinutes = 10

type Hit = { readonly node: NodeKey; readonly anomaly: Anomaly }

/** Newest start first. */
export function findingsIn(history: History): Finding[] {
  return categories
    .flatMap((category) => findingsOf(history, category))
    .sort((a, b) => b.startMinute - a.startMinute || compareNodes(a.rootCause, b.rootCause))
}

function findingsOf(history: History, category: Category): Finding[] {
  const { fromMinute, toMinute } = history
  const hits: Hit[] = history.nodes.flatMap(({ node, minutes }) =>
    anomaliesIn(minutes, category, fromMinute, toMinute).map((anomaly) => ({ node, anomaly })),
  )
  const calls = history.edges.filter((edge) => edge.kind === 'call')
  for (const { to, minutes } of calls) {
    for (const anomaly of anomaliesIn(minutes, category, fromMinute, toMinute)) {
      // What the callee counts itself says more than what its callers count.
      const known = hits.some((hit) => nodeId(hit.node) === nodeId(to) && overlap(hit.anomaly, anomaly, toMinute))
      if (!known) hits.push({ node: to, anomaly })
    }
  }
  return together(hits, calls, toMinute).map((some) => findingOf(history, category, some, calls))
}

function overlap(a: Anomaly, b: Anomaly, now: number): boolean {
  return a.startMinute <= (b.endMinute ?? now) + slackMinutes && b.startMinute <= (a.endMinute ?? now) + slackMinutes
}

/** Connected by calls and overlapping in time. */
function together(hits: readonly Hit[], calls: readonly EdgeSeries[], now: number): Hit[][] {
  const calling = new Set(calls.map((call) => `${nodeId(call.from)}\u0001${nodeId(call.to)}`))
  const related = (a: Hit, b: Hit): boolean => {
    const [x, y] = [nodeId(a.node), nodeId(b.node)]
    if (!overlap(a.anomaly, b.anomaly, now)) return false
    return x === y || calling.has(`${x}\u0001${y}`) || calling.has(`${y}\u0001${x}`)
  }
  const left = new Set(hits)
  const groups: Hit[][] = []
  for (const first of hits) {
    if (!left.delete(first)) continue
    const group = [first]
    for (const hit of group) {
      for (const other of left) {
        if (!related(hit, other)) continue
        left.delete(other)
        group.push(other)
      }
    }
    groups.push(group)
  }
  return groups
}

function findingOf(history: History, category: Category, hits: readonly Hit[], calls: readonly EdgeSeries[]): Finding {
  const startMinute = Math.min(...hits.map(({ anomaly }) => anomaly.startMinute))
  const ends = hits.map(({ anomaly }) => anomaly.endMinute)
  const endMinute = ends.reduce<number | null>(
    (last, end) => (last === null || end === null ? null : Math.max(last, end)),
    0,
  )
  const byNode = new Map<string, { node: NodeKey; excess: number }>()
  for (const { node, anomaly } of hits) {
    const entry = byNode.get(nodeId(node)) ?? { node, excess: 0 }
    entry.excess += anomaly.bad - anomaly.expected
    byNode.set(nodeId(node), entry)
  }
  const callsAnother = new Set(
    calls
      .filter(({ from, to }) => byNode.has(nodeId(to)) && nodeId(from) !== nodeId(to))
      .map(({ from }) => nodeId(from)),
  )
  const ranked = [...byNode.values()].sort((a, b) => b.excess - a.excess || compareNodes(a.node, b.node))
  const farthest = ranked.filter(({ node }) => !callsAnother.has(nodeId(node)))
  // A ring of callers has no end: then the worst of them.
  const rootCause = (farthest[0] ?? ranked[0])!.node
  const rootId = nodeId(rootCause)
  const services = [rootCause, ...ranked.map(({ node }) => node).filter((node) => nodeId(node) !== rootId)]

  const toMinute = endMinute ?? history.toMinute
  const own = history.nodes.filter(({ node }) => nodeId(node) === rootId)
  const ownImpact = impactOf(own, category, startMinute, toMinute)
  // A callee that was not reached counts less than its callers did.
  const seenBy = calls.filter(({ to }) => nodeId(to) === rootId)
  const seenImpact = impactOf(seenBy, category, startMinute, toMinute)
  const rootCauseImpact = ownImpact.bad >= seenImpact.bad ? ownImpact : seenImpact
  const clientEdges = history.edges.filter((edge) => edge.kind === 'client')
  return {
    category,
    startMinute,
    endMinute,
    rootCause,
    services,
    clients: impactOf(clientEdges, category, startMinute, toMinute),
    rootCauseImpact,
  }
}

/** Sums of several series in [from, to). Slow is what each of them calls slow by the hours before. */
export function impactOf(
  series: readonly Pick<EdgeSeries, 'minutes'>[],
  category: Category,
  from: number,
  to: number,
): Impact {
  let bad = 0
  let ok = 0
  let total = 0
  for (const { minutes } of series) {
    const before = minutes.filter(({ minute }) => minute < from && minute >= from - baselineMinutes)
    const slowBucket = (category === 'latency' ? slowAfter(before) : null) ?? Number.POSITIVE_INFINITY
    for (const sum of minutes) {
      if (sum.minute < from || sum.minute >= to) continue
      const hit = badOf(sum, category, slowBucket)
      bad += hit
      total += requestsOf(sum)
      ok += category === 'latency' ? requestsOf(sum) - hit : sum.counts.ok
    }
  }
  return { bad, ok, total }
}
