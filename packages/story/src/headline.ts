/** What was seen, as the headline's clauses: what, how bad, since when, for whom, where from. At most 25 words, in every language. */
import { isDatabase } from './course/cause.ts'
import { type Inside, tolerated } from './course/inside.ts'
import type { Finding, Seen, Trouble } from './course/look.ts'
import { lowerShare } from './course/wilson.ts'
import { enough, rateOf } from './figures.ts'
import type { Evidence, Sentence } from './sentence.ts'

export const mostWords = 25

export type Slot = 'whole' | 'effect' | 'since' | 'users' | 'cause' | 'copes' | 'inside' | 'calm' | 'missed' | 'marked'
export type Frame =
  | 'whole'
  | 'trouble'
  | 'troubleOfUsers'
  | 'effectOnly'
  | 'effectOfUsers'
  | 'hidden'
  | 'inside'
  | 'insideOnly'
  | 'overHidden'
  | 'over'
  | 'overOfUsers'
  | 'missed'
  | 'marked'
  | 'missedAndMarked'

/** `missed`: nothing unusual, and yet less than was promised. */
export type HeadlineState = 'trouble' | 'over' | 'missed' | 'healthy' | 'few' | 'empty'

export type Headline = {
  readonly state: HeadlineState
  readonly frame: Frame
  /** Those that the frame names. */
  readonly clauses: readonly { readonly slot: Slot; readonly sentence: Sentence }[]
}

/** Users since it began: those who met it, and all. */
export type HitUsers = { readonly affected: number; readonly total: number }

/** What the trouble's traces are found with; null: there is no trouble, or nobody outside sees it. */
export type Context = {
  readonly window: { readonly from: number; readonly to: number }
  /** Filter expression of the requests that were hit. */
  readonly traces: string | null
  readonly users: HitUsers | null
}

const nothing: Evidence = { nodes: [], edges: [] }

export function headlineOf(seen: Seen, context: Context): Headline {
  const { trouble, inside } = seen
  if (trouble) return troubleHeadline(trouble, context)
  if (inside) return insideHeadline(inside, context.window)
  const whole = wholeOf(seen)
  const state = whole.id === 'story.map.empty' ? 'empty' : whole.id === 'story.map.few' ? 'few' : 'healthy'
  return (
    (state === 'healthy' ? markedHeadline(seen, context.window) : null) ?? {
      state,
      frame: 'whole',
      clauses: [{ slot: 'whole', sentence: whole }],
    }
  )
}

/** The map marks services by the window's shares alone: a sentence above it must not say that all is well. Null: nobody is marked. */
function markedHeadline({ requests, failures, marked }: Seen, window: Context['window']): Headline | null {
  const missed = marked.filter(({ mark }) => mark === 'objective')
  const unwell = marked.filter(({ mark }) => mark !== 'objective')
  if (marked.length === 0) return null
  const calm: Sentence =
    failures > 0
      ? {
          // An objective may allow for it: even so nobody would call it nothing.
          id: lowerShare(failures, requests) > tolerated ? 'story.calm.many' : 'story.calm.some',
          values: { requests, failures },
          evidence: { ...nothing, window, traces: 'fault OR throttle' },
        }
      : { id: 'story.calm.none', values: { requests }, evidence: nothing }
  return {
    state: missed.length > 0 ? 'missed' : 'healthy',
    frame: missed.length === 0 ? 'marked' : unwell.length === 0 ? 'missed' : 'missedAndMarked',
    clauses: [
      { slot: 'calm', sentence: calm },
      ...(missed.length > 0 ? [{ slot: 'missed', sentence: missedClause(missed, window) } as const] : []),
      ...(unwell.length > 0
        ? [{ slot: 'marked', sentence: unwellClause(unwell, missed.length > 0, window) } as const]
        : []),
    ],
  }
}

type Marked = Seen['marked']

const evidenceOf = (services: Marked, window: Context['window']): Evidence => ({
  nodes: services.slice(0, mostNamed).map(({ id }) => id),
  edges: [],
  window,
})

const severalOf = (services: Marked) => ({
  services: services.length,
  node: services[0]?.name ?? '',
  second: services[1]?.name ?? '',
  more: services.length - 2,
})

function missedClause(services: Marked, window: Context['window']): Sentence {
  const evidence = evidenceOf(services, window)
  const [first, second] = services
  return first && !second
    ? { id: 'story.missed.one', values: { node: first.name }, evidence }
    : { id: 'story.missed.several', values: severalOf(services), evidence }
}

function unwellClause(services: Marked, besideOthers: boolean, window: Context['window']): Sentence {
  const evidence = evidenceOf(services, window)
  const [first, second] = services
  if (besideOthers) return { id: 'story.marked.more', values: { services: services.length }, evidence }
  if (!first || second) return { id: 'story.marked.several', values: severalOf(services), evidence }
  const { name: node, requests, failed: failures, refused, mark } = first
  return mark === 'refusals'
    ? { id: 'story.marked.refuses', values: { node, requests, refused }, evidence }
    : { id: 'story.marked.fails', values: { node, requests, failures }, evidence }
}

function wholeOf({ requests, failures, services, p95 }: Seen): Sentence {
  if (services === 0) return { id: 'story.map.empty', values: {}, evidence: nothing }
  if (requests < enough) return { id: 'story.map.few', values: { requests }, evidence: nothing }
  if (p95 === null) return { id: 'story.map.healthyNoLatency', values: { requests, services }, evidence: nothing }
  const values = { requests, services, p95: { seconds: p95 } }
  return failures === 0
    ? { id: 'story.map.healthy', values, evidence: nothing }
    : { id: 'story.map.usual', values: { ...values, failures }, evidence: nothing }
}

function insideHeadline({ worst, others, unnoticed }: Inside, window: Context['window']): Headline {
  const rate = rateOf(worst.failed, worst.requests)
  const evidence: Evidence = { nodes: [worst.id, ...others.slice(0, mostNamed)], edges: [], window }
  const inside: Sentence =
    others.length === 0
      ? { id: 'story.inside.one', values: { ...rate, node: worst.name }, evidence }
      : { id: 'story.inside.several', values: { ...rate, node: worst.name, others: others.length }, evidence }
  const coped: Sentence = { id: 'story.coped', values: {}, evidence: { ...nothing, window } }
  return {
    state: 'trouble',
    frame: unnoticed ? 'inside' : 'insideOnly',
    clauses: [
      { slot: 'inside', sentence: inside },
      ...(unnoticed ? [{ slot: 'copes', sentence: coped } as const] : []),
    ],
  }
}
const mostNamed = 50

function troubleHeadline(trouble: Trouble, context: Context): Headline {
  const over = trouble.until !== null
  const window = { from: trouble.since ?? context.window.from, to: trouble.until ?? context.window.to }
  const effect = effectOf(trouble, over, { window, traces: context.traces })
  const cause = causeClause(trouble, over, window)
  const since = sinceOf(trouble, window)
  const users = context.users && context.users.affected > 0 ? usersOf(context.users, window, context.traces) : null
  const state = over ? 'over' : 'trouble'
  if (!effect) {
    const copes: Sentence = { id: over ? 'story.coped' : 'story.copes', values: {}, evidence: { ...nothing, window } }
    return {
      state,
      frame: over ? 'overHidden' : 'hidden',
      clauses: [
        { slot: 'cause', sentence: cause },
        { slot: 'since', sentence: since },
        { slot: 'copes', sentence: copes },
      ],
    }
  }
  const bare = trouble.effect.symptom === 'refuses'
  const frame: Frame = over
    ? users
      ? 'overOfUsers'
      : 'over'
    : bare
      ? users
        ? 'effectOfUsers'
        : 'effectOnly'
      : users
        ? 'troubleOfUsers'
        : 'trouble'
  return {
    state,
    frame,
    clauses: [
      { slot: 'effect', sentence: effect },
      { slot: 'since', sentence: since },
      ...(users ? [{ slot: 'users', sentence: users } as const] : []),
      ...(bare && !over ? [] : [{ slot: 'cause', sentence: cause } as const]),
    ],
  }
}

function effectOf(
  { effect, origin }: Trouble,
  over: boolean,
  { window, traces }: { window: { from: number; to: number }; traces: string | null },
): Sentence | null {
  if (effect.symptom === 'none') return null
  const rate = rateOf(effect.bad, effect.requests)
  const evidence: Evidence = {
    nodes: effect.entry ? [effect.entry.id] : [],
    edges: origin.path.map(({ id }) => id),
    window,
    ...(traces === null ? {} : { traces }),
  }
  const now = { fails: 'fails', slow: 'slow', refuses: 'refuses' } as const
  const then = { fails: 'failed', slow: 'wasSlow', refuses: 'refused' } as const
  const word = over ? then[effect.symptom] : now[effect.symptom]
  return effect.entry
    ? { id: `story.effect.${word}`, values: { ...rate, entry: effect.entry.name }, evidence }
    : { id: `story.effect.${word}All`, values: rate, evidence }
}

function sinceOf({ since, until }: Trouble, window: { from: number; to: number }): Sentence {
  const evidence = { ...nothing, window }
  if (since === null) return { id: 'story.sinceBefore', values: { before: { at: window.from } }, evidence }
  if (until === null) return { id: 'story.since', values: { since: { at: since } }, evidence }
  return { id: 'story.between', values: { since: { at: since }, until: { at: until } }, evidence }
}

const usersOf = (
  { affected, total }: HitUsers,
  window: { from: number; to: number },
  traces: string | null,
): Sentence => ({
  id: 'story.users',
  values: { affected, total },
  evidence: { ...nothing, window, ...(traces === null ? {} : { traces }) },
})

function causeClause(
  { origin, cause, effect }: Trouble,
  over: boolean,
  window: { from: number; to: number },
): Sentence {
  const tense = over ? 'past' : 'cause'
  const node = origin.node.name
  const evidence: Evidence = { nodes: [origin.node.id], edges: origin.edge ? [origin.edge.id] : [], window }
  switch (cause.kind) {
    case 'storm': {
      const evidence = { nodes: [cause.edge.to], edges: [cause.edge.id], window }
      const values = { node: nameOf(origin, cause.edge.to), times: cause.times }
      return effect.symptom !== 'none' && effect.entry?.id === cause.edge.from
        ? { id: `story.${tense}.itStorms`, values, evidence }
        : { id: `story.${tense}.storm`, values: { ...values, from: nameOf(origin, cause.edge.from) }, evidence }
    }
    case 'throttle':
    case 'dead':
    case 'timeout':
      return { id: `story.${tense}.${cause.kind}`, values: { node }, evidence }
    case 'deploy':
      // Where nothing was said before it, there is no "it" that could have begun.
      return {
        id: `story.${tense}.${effect.symptom === 'none' ? 'version' : 'deploy'}`,
        values: { node, version: cause.version },
        evidence,
      }
    case 'slow': {
      const id = cause.database || isDatabase(origin.node) ? 'slowDatabase' : 'slow'
      return { id: `story.${tense}.${id}`, values: { node, times: rounded(cause.times) }, evidence }
    }
    case 'lost':
      return {
        id: `story.${tense}.lost`,
        values: { node, from: origin.edge ? nameOf(origin, origin.edge.from) : node },
        evidence,
      }
    case 'fault':
      return effect.entry?.id === origin.node.id
        ? { id: `story.${tense}.own`, values: {}, evidence }
        : { id: `story.${tense}.fault`, values: { node }, evidence }
  }
}

/** "3.4 times", "12 times". */
const rounded = (times: number): number => (times < 10 ? Math.round(times * 10) / 10 : Math.round(times))

/** A node's id begins with its name, written for URLs. */
function nameOf({ node }: Trouble['origin'], id: string): string {
  if (node.id === id) return node.name
  const [name = id] = id.split('~')
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** What stands out in one node or edge, in words. */
export function findingSentence(finding: Finding, to: number): Sentence {
  const { since, until, symptom, usual } = finding
  const rate = rateOf(finding.bad, finding.requests)
  const times = rounded(finding.times ?? 1)
  const from = { at: since }
  const evidence: Evidence = {
    nodes: finding.kind === 'node' ? [finding.id] : [],
    edges: finding.kind === 'edge' ? [finding.id] : [],
    window: { from: since, to: until ?? to },
  }
  if (until === null) {
    if (symptom === 'slow' || symptom === 'more')
      return { id: `story.finding.${symptom}`, values: { times, since: from }, evidence }
    return { id: `story.finding.${symptom}`, values: { ...rate, since: from, usual }, evidence }
  }
  if (symptom === 'slow' || symptom === 'more') {
    const id = symptom === 'slow' ? 'story.finding.wasSlow' : 'story.finding.wasMore'
    return { id, values: { times, since: from, until: { at: until } }, evidence }
  }
  const id = symptom === 'fails' ? 'story.finding.failed' : 'story.finding.refused'
  return { id, values: { ...rate, since: from, until: { at: until } }, evidence }
}
