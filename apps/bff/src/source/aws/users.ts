/** Who was hit, from summaries alone (docs/agreements.md, "Who is hit"). */
import { allOf, edgeFilter, serviceFilter } from '@roentgen/filter'
import type { UserRow } from '@roentgen/store'
import { type ResponseClass, unreachable } from '@roentgen/trace'
import type { ListedTrace, SourceUsers, TracePage, UserSubject } from '../port.ts'

/** Reads every trace of the window that matches, up to the limit. */
export type Scan = (filter: string) => Promise<TracePage>

/** Worst first: a trace counts under the first that it shows. */
const failing = ['fault', 'throttle', 'error'] as const

function touching(subject: UserSubject, classes: readonly ResponseClass[]): string {
  switch (subject.kind) {
    case 'all':
      return ''
    case 'node':
      return serviceFilter(subject.node, { classes })
    case 'edge':
      return edgeFilter(subject.from, subject.to, { classes })
    default:
      return unreachable(subject)
  }
}

type Classed = { readonly trace: ListedTrace; readonly responseClass: ResponseClass | null }

/** Globally by the root's answer; for a node or an edge one scan a class tells how it answered. */
async function classedTraces(
  scan: Scan,
  filter: string,
  subject: UserSubject,
): Promise<{ traces: Classed[]; page: TracePage }> {
  if (subject.kind === 'all') {
    const page = await scan(filter)
    return { traces: page.traces.map((trace) => ({ trace, responseClass: trace.rootClass })), page }
  }
  const [page, ...byClass] = await Promise.all([
    scan(allOf(filter, touching(subject, []))),
    ...failing.map((responseClass) => scan(allOf(filter, touching(subject, [responseClass])))),
  ] as const)
  const ids = byClass.map((scanned) => new Set(scanned.traces.map((trace) => trace.traceId)))
  // Capped scans may reach back differently far: only the stretch that all of them saw can be classed.
  const reachedUs = Math.max(page.reachedUs, ...byClass.map((scanned) => scanned.reachedUs))
  const traces = page.traces
    .filter((trace) => trace.startUs >= reachedUs)
    .map((trace) => ({ trace, responseClass: failing.find((_, i) => ids[i]?.has(trace.traceId)) ?? ('ok' as const) }))
  const capped = [page, ...byClass].find((scanned) => scanned.exactness.kind === 'sampled')
  return { traces, page: { ...page, exactness: capped?.exactness ?? page.exactness } }
}

type Tally = { -readonly [Member in keyof UserRow]: UserRow[Member] }

export const worstFirst = (a: UserRow, b: UserRow): number =>
  b.fault - a.fault ||
  b.error - a.error ||
  b.throttle - a.throttle ||
  b.traces - a.traces ||
  (a.user < b.user ? -1 : a.user > b.user ? 1 : 0)

/** Rows of users whose name contains it, in any case. */
export function named(find: string): (row: UserRow) => boolean {
  const wanted = find.toLowerCase()
  return ({ user }) => user.toLowerCase().includes(wanted)
}

export async function usersFromSummaries(
  scan: Scan,
  question: { filter: string; subject: UserSubject; affectedOnly: boolean; find?: string; limit: number },
): Promise<SourceUsers> {
  const { traces, page } = await classedTraces(scan, question.filter, question.subject)
  const tallies = new Map<string, Tally>()
  for (const { trace, responseClass } of traces) {
    for (const user of new Set(trace.users)) {
      const tally = tallies.get(user) ?? { user, traces: 0, ok: 0, error: 0, throttle: 0, fault: 0, lastUs: 0 }
      tally.traces += 1
      if (responseClass) tally[responseClass] += 1
      tally.lastUs = Math.max(tally.lastUs, trace.startUs)
      tallies.set(user, tally)
    }
  }
  const all = [...tallies.values()].sort(worstFirst)
  const affected = all.filter((row) => row.fault + row.error + row.throttle > 0)
  return {
    users: (question.affectedOnly ? affected : all).filter(named(question.find ?? '')).slice(0, question.limit),
    totalUsers: all.length,
    affectedUsers: affected.length,
    exactness: page.exactness,
  }
}
