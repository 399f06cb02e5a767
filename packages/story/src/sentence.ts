/** A length of time inside a sentence: seconds, to be written by whoever knows the reader's locale ("412 ms"). */
export type Length = { readonly seconds: number }
export type Value = string | number | Length

type At = { readonly node: string }
type Of = { readonly requests: number }

/**
 * Every sentence there is, with the values it needs. `messages-en.ts` must have a text for each: the compiler counts them.
 * `oneIn`: 20 for "1 in 20". `share`: 0..1.
 */
export type Messages = {
  'story.map.empty': Record<string, never>
  'story.map.few': Of
  'story.map.fewFailing': At & Of & { failures: number }
  'story.map.healthy': Of & { services: number; p95: Length }
  'story.map.healthyNoLatency': Of & { services: number }
  'story.map.culprit': At & Of & { failures: number; oneIn: number; outsideFailures: number; outsideRequests: number }
  'story.map.culpritMost': At & Of & { failures: number; outsideFailures: number; outsideRequests: number }
  'story.map.culpritHidden': At & Of & { failures: number; oneIn: number; outsideRequests: number }
  'story.map.culpritRare': At & Of & { failures: number; outsideFailures: number; outsideRequests: number }
  'story.map.throttled': At & Of & { failures: number; oneIn: number; outsideFailures: number; outsideRequests: number }
  'story.map.brokenCall': { from: string; to: string; failures: number; requests: number; oneIn: number }
  'story.map.errors': At & Of & { failures: number; oneIn: number }

  'story.node.none': At
  'story.node.client': At & Of
  'story.node.few': At & Of & { failures: number }
  'story.node.healthy': At & Of & { p95: Length }
  'story.node.faults': At & Of & { failures: number; oneIn: number }
  'story.node.faultsFrom': At & Of & { failures: number; oneIn: number; callee: string; calleeFailures: number }
  'story.node.throttles': At & Of & { failures: number; oneIn: number }
  'story.node.errors': At & Of & { failures: number; oneIn: number }

  'story.edge.none': { from: string; to: string }
  'story.edge.few': { from: string; to: string; requests: number; failures: number }
  'story.edge.healthy': { from: string; to: string; requests: number; p95: Length }
  'story.edge.linkFew': { from: string; to: string; requests: number }
  'story.edge.link': { from: string; to: string; requests: number; p95: Length }
  'story.edge.faults': { from: string; to: string; requests: number; failures: number; oneIn: number }
  'story.edge.unanswered': { from: string; to: string; requests: number; failures: number; oneIn: number }
  'story.edge.throttles': { from: string; to: string; requests: number; failures: number; oneIn: number }
  'story.edge.errors': { from: string; to: string; requests: number; failures: number; oneIn: number }

  'story.trace.empty': Record<string, never>
  'story.trace.running': { root: string }
  'story.trace.ok': { root: string; duration: Length; slowest: string; slowestTime: Length; share: number }
  'story.trace.okAlone': { root: string; duration: Length }
  'story.trace.handled': { root: string; duration: Length; at: string }
  'story.trace.fault': { root: string; duration: Length }
  'story.trace.faultAt': { root: string; duration: Length; at: string; service: string }
  'story.trace.throttle': { root: string; duration: Length; at: string }
  'story.trace.error': { root: string; duration: Length; at: string }

  'story.users.none': Record<string, never>
  'story.users.fine': { total: number }
  'story.users.affected': { total: number; affected: number; user: string; failures: number; traces: number }
}

export type MessageId = keyof Messages

/** The node and edge ids (or entity ids, for a trace) that the sentence rests on. */
export type Evidence = { readonly nodes: readonly string[]; readonly edges: readonly string[] }

export type Sentence = {
  [Id in MessageId]: { readonly id: Id; readonly values: Readonly<Messages[Id]>; readonly evidence: Evidence }
}[MessageId]

/** Values as a plain ICU formatter takes them: lengths written out by `writeLength`. */
export function plainValues(
  values: Sentence['values'],
  writeLength: (seconds: number) => string,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values as Record<string, Value>).map(([name, value]) => [
      name,
      typeof value === 'object' ? writeLength(value.seconds) : value,
    ]),
  )
}
