/** A length of time inside a sentence: seconds, to be written by whoever knows the reader's locale ("412 ms"). */
export type Length = { readonly seconds: number }
/** A moment inside a sentence: epoch seconds, to be written in the reader's zone ("14:05"). */
export type Moment = { readonly at: number }
export type Value = string | number | Length | Moment

type At = { readonly node: string }
type Between = { readonly from: string; readonly to: string }
/** "1 in 12", "7 in 10"; `of` 1 for "nearly every one". */
type Rate = { readonly bad: number; readonly of: number }
type Of = { readonly requests: number }
/** Two of so many by name; `more`: how many are not named. */
type Several = { readonly services: number; readonly node: string; readonly second: string; readonly more: number }
/** How often, and in figures; `of` 0 for "every one". */
type Failing = Rate & Of & { readonly failures: number }

/**
 * Every sentence there is, with the values it needs. `messages-en.ts` must have a text for each: the compiler counts them.
 * `share`: 0..1.
 */
export type Messages = {
  'story.map.empty': Record<string, never>
  'story.map.few': Of
  'story.map.fewFailing': At & Of & { failures: number }
  'story.map.healthy': Of & { services: number; p95: Length }
  'story.map.healthyNoLatency': Of & { services: number }
  'story.map.culprit': Failing & At & { outsideFailures: number; outsideRequests: number }
  'story.map.culpritInferred': Failing & At & { outsideFailures: number; outsideRequests: number }
  'story.map.culpritHidden': Failing & At & { outsideRequests: number }
  'story.map.culpritRare': At & Of & { failures: number; outsideFailures: number; outsideRequests: number }
  'story.map.throttled': Failing & At & { outsideFailures: number; outsideRequests: number }
  'story.map.brokenCall': Failing & Between
  'story.map.errors': Failing & At

  // How a headline's clauses are put together (written.ts): texts with the names of slots, not filled in as others are.
  'story.frame.whole': { whole: string }
  'story.frame.trouble': { effect: string; since: string; cause: string }
  'story.frame.troubleOfUsers': { effect: string; since: string; users: string; cause: string }
  'story.frame.effectOnly': { effect: string; since: string }
  'story.frame.effectOfUsers': { effect: string; since: string; users: string }
  'story.frame.hidden': { cause: string; since: string; copes: string }
  'story.frame.inside': { inside: string; copes: string }
  'story.frame.insideOnly': { inside: string }
  'story.frame.over': { effect: string; since: string; cause: string }
  'story.frame.overOfUsers': { effect: string; since: string; users: string; cause: string }
  'story.frame.overHidden': { cause: string; since: string; copes: string }
  'story.frame.missed': { calm: string; missed: string }
  'story.frame.marked': { calm: string; marked: string }
  'story.frame.missedAndMarked': { calm: string; missed: string; marked: string }
  // The headline's clauses (headline.ts): each a link of its own, put together by a frame.
  'story.effect.fails': Rate & { entry: string }
  'story.effect.failsAll': Rate
  'story.effect.slow': Rate & { entry: string }
  'story.effect.slowAll': Rate
  'story.effect.refuses': Rate & { entry: string }
  'story.effect.refusesAll': Rate
  'story.effect.failed': Rate & { entry: string }
  'story.effect.failedAll': Rate
  'story.effect.wasSlow': Rate & { entry: string }
  'story.effect.wasSlowAll': Rate
  'story.effect.refused': Rate & { entry: string }
  'story.effect.refusedAll': Rate
  'story.since': { since: Moment }
  'story.sinceBefore': { before: Moment }
  'story.between': { since: Moment; until: Moment }
  'story.users': { affected: number; total: number }
  'story.inside.one': Rate & At
  'story.inside.several': Rate & At & { others: number }
  'story.calm.some': Of & { failures: number }
  'story.calm.many': Of & { failures: number }
  'story.calm.none': Of
  'story.missed.one': At
  'story.missed.several': Several
  'story.marked.fails': At & Of & { failures: number }
  'story.marked.refuses': At & Of & { refused: number }
  'story.marked.several': Several
  'story.marked.more': { services: number }
  'story.copes': Record<string, never>
  'story.coped': Record<string, never>
  'story.cause.fault': At
  'story.cause.own': Record<string, never>
  'story.cause.timeout': At
  'story.cause.throttle': At
  'story.cause.dead': At
  'story.cause.slow': At & { times: number }
  'story.cause.slowDatabase': At & { times: number }
  'story.cause.storm': At & { from: string; times: number }
  'story.cause.itStorms': At & { times: number }
  'story.cause.deploy': At & { version: string }
  'story.cause.version': At & { version: string }
  'story.cause.lost': At & { from: string }
  'story.past.fault': At
  'story.past.own': Record<string, never>
  'story.past.timeout': At
  'story.past.throttle': At
  'story.past.dead': At
  'story.past.slow': At & { times: number }
  'story.past.slowDatabase': At & { times: number }
  'story.past.storm': At & { from: string; times: number }
  'story.past.itStorms': At & { times: number }
  'story.past.deploy': At & { version: string }
  'story.past.version': At & { version: string }
  'story.past.lost': At & { from: string }
  'story.map.usual': Of & { failures: number; services: number; p95: Length }

  // What stands out in one node or edge; `usual` is how often at other times.
  'story.finding.fails': Rate & { since: Moment; usual: number }
  'story.finding.slow': { times: number; since: Moment }
  'story.finding.more': { times: number; since: Moment }
  'story.finding.refuses': Rate & { since: Moment; usual: number }
  'story.finding.failed': Rate & { since: Moment; until: Moment }
  'story.finding.wasSlow': { times: number; since: Moment; until: Moment }
  'story.finding.wasMore': { times: number; since: Moment; until: Moment }
  'story.finding.refused': Rate & { since: Moment; until: Moment }

  'story.node.none': At
  'story.node.client': At & Of
  'story.node.few': At & Of & { failures: number }
  'story.node.healthy': At & Of & { p95: Length }
  'story.node.faults': Failing & At
  'story.node.faultsInferred': Failing & At
  'story.node.faultsFrom': Failing & At & { callee: string; calleeFailures: number }
  'story.node.throttles': Failing & At
  'story.node.errors': Failing & At

  'story.edge.none': { from: string; to: string }
  'story.edge.few': { from: string; to: string; requests: number; failures: number }
  'story.edge.healthy': { from: string; to: string; requests: number; p95: Length }
  'story.edge.linkFew': { from: string; to: string; requests: number }
  'story.edge.link': { from: string; to: string; requests: number; p95: Length }
  'story.edge.faults': Failing & Between
  'story.edge.unanswered': Failing & Between
  'story.edge.throttles': Failing & Between
  'story.edge.errors': Failing & Between

  'story.trace.empty': Record<string, never>
  'story.trace.running': { root: string }
  'story.trace.ok': { root: string; duration: Length; slowest: string; slowestTime: Length; share: number }
  'story.trace.okAlone': { root: string; duration: Length }
  // `error`: what was recorded, `none` where nothing was; `service`: `none` where its own name says it.
  'story.trace.handled': { root: string; duration: Length; at: string; error: string; recorder: string }
  'story.trace.fault': { root: string; duration: Length; error: string }
  'story.trace.faultAt': {
    root: string
    duration: Length
    at: string
    service: string
    error: string
    recorder: string
  }
  'story.trace.throttle': { root: string; duration: Length; at: string }
  'story.trace.error': { root: string; duration: Length; at: string }

  'story.users.none': Record<string, never>
  'story.users.fine': { total: number }
  'story.users.affected': { total: number; affected: number; user: string; failures: number; traces: number }
}

export type MessageId = keyof Messages

/** The node and edge ids (or entity ids, for a trace) that the sentence rests on. */
export type Evidence = {
  readonly nodes: readonly string[]
  readonly edges: readonly string[]
  /** Epoch seconds: when it happened. */
  readonly window?: { readonly from: number; readonly to: number }
  /** Filter expression of the traces that show it. */
  readonly traces?: string
}

export type Sentence = {
  [Id in MessageId]: { readonly id: Id; readonly values: Readonly<Messages[Id]>; readonly evidence: Evidence }
}[MessageId]

/** Values as a plain ICU formatter takes them: lengths and moments written out; an end with its beginning, whose day need not be said twice. */
export function plainValues(
  values: Sentence['values'],
  writeLength: (seconds: number) => string,
  writeMoment: (epochSeconds: number, since: number | null) => string = (at) =>
    new Date(at * 1000).toISOString().slice(11, 16),
): Record<string, string | number> {
  const since = 'since' in values && typeof values.since === 'object' ? values.since.at : null
  return Object.fromEntries(
    Object.entries(values as Record<string, Value>).map(([name, value]) => [
      name,
      typeof value !== 'object'
        ? value
        : 'at' in value
          ? writeMoment(value.at, name === 'until' ? since : null)
          : writeLength(value.seconds),
    ]),
  )
}
