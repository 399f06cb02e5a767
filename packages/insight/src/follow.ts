/** Insights from one look to the next: each look judges the whole history anew, so what it finds is matched with what is kept. */
import { nodeId } from '@roentgen/trace'
import type { Finding, Insight, InsightEvent } from './model.ts'
import { eventText, summaryText } from './text.ts'

export const mostEvents = 100
const slackMinutes = 10
/** Before an anomaly can be judged, there must be a baseline before it. */
const leastBaselineMinutes = 20

export type Look = {
  readonly group: Insight['group']
  readonly fromMinute: number
  /** Now: the first minute that was not looked at. */
  readonly toMinute: number
  readonly newId: () => string
}

/** `kept`: the group's insights that are open, or ended within the history. Gives those that are new or changed. */
export function follow(kept: readonly Insight[], findings: readonly Finding[], look: Look): Insight[] {
  const left = new Set(kept)
  const changed: Insight[] = []
  // Oldest first, so that one that grew together with a later one keeps its name.
  for (const finding of [...findings].sort((a, b) => a.startMinute - b.startMinute)) {
    const known = [...left].find((insight) => isSame(insight, finding, look.toMinute))
    if (known === undefined) {
      changed.push(begun(finding, look))
      continue
    }
    left.delete(known)
    const next = carriedOn(known, finding, look)
    if (next !== known) changed.push(next)
  }
  for (const insight of left) if (insight.endMinute === null) changed.push(given(insight, look))
  return changed
}

function isSame(insight: Insight, finding: Finding, now: number): boolean {
  if (insight.category !== finding.category) return false
  const apart =
    insight.startMinute > (finding.endMinute ?? now) + slackMinutes ||
    finding.startMinute > (insight.endMinute ?? now) + slackMinutes
  if (apart) return false
  const services = new Set(insight.services.map(nodeId))
  return finding.services.some((node) => services.has(nodeId(node)))
}

function begun(finding: Finding, { group, newId, toMinute }: Look): Insight {
  const first = eventOf(finding, finding.startMinute, eventText.began(finding))
  const events =
    finding.endMinute === null ? [first] : [first, eventOf(finding, finding.endMinute, eventText.ended(finding))]
  return { ...finding, id: newId(), group, summary: summaryText(finding), updatedMinute: toMinute, events }
}

function carriedOn(insight: Insight, finding: Finding, { toMinute, fromMinute }: Look): Insight {
  const startMinute = beginsBefore(insight, fromMinute) ? insight.startMinute : finding.startMinute
  const now: Finding = { ...finding, startMinute }
  const events = [...insight.events]
  const told = events.at(-1)
  const add = (minute: number, text: string) => {
    if (events.length < mostEvents) events.push(eventOf(now, minute, text))
  }
  if (nodeId(insight.rootCause) !== nodeId(now.rootCause)) add(toMinute - 1, eventText.movedTo(now.rootCause))
  const before = new Set(insight.services.map(nodeId))
  const joined = now.services.filter((node) => !before.has(nodeId(node)))
  if (joined.length > 0) add(toMinute - 1, eventText.joined(joined))
  else if (now.endMinute === null && told !== undefined && now.clients.bad >= 2 * told.clients.bad + 50)
    add(toMinute - 1, eventText.grew(now))
  if (now.endMinute !== null && insight.endMinute === null) add(now.endMinute, eventText.ended(now))
  if (now.endMinute === null && insight.endMinute !== null) add(toMinute - 1, eventText.again(now))
  const next = { ...insight, ...now, summary: summaryText(now), events }
  return sameText({ ...next, updatedMinute: insight.updatedMinute }, insight)
    ? insight
    : { ...next, updatedMinute: toMinute }
}

/** Its beginning lies before what can be judged any more. */
const beginsBefore = (insight: Insight, fromMinute: number): boolean =>
  insight.startMinute < fromMinute + leastBaselineMinutes

/** Open, and not found any more: late documents made it usual, or it lasted so long that it is. */
function given(insight: Insight, { toMinute, fromMinute }: Look): Insight {
  const text = beginsBefore(insight, fromMinute) ? eventText.usual : eventText.gone
  const event: InsightEvent = { ...eventOf(insight, toMinute, text), clients: insight.clients }
  return {
    ...insight,
    endMinute: toMinute,
    updatedMinute: toMinute,
    events: [...insight.events, event].slice(-mostEvents),
  }
}

function eventOf(finding: Finding, minute: number, summary: string): InsightEvent {
  return {
    minute,
    summary,
    clients: finding.clients,
    rootCause: finding.rootCauseImpact,
    services: finding.services,
  }
}

const sameText = (a: Insight, b: Insight): boolean => JSON.stringify(a) === JSON.stringify(b)
