/** Random traces, and random ways of sending them. Drawn by fast-check, so that a seed gives the same cases again. */
import type { WireDocument, WireEntity } from '@roentgen/trace'
import fc from 'fast-check'

export type Case = {
  readonly traceId: string
  /** Every document once, complete ones where there is one, parents first. */
  readonly once: readonly WireDocument[]
  /** The same with repetitions and in-progress versions, in any order, cut into calls. */
  readonly calls: readonly (readonly WireDocument[])[]
  readonly kill: 'service' | 'clickhouse' | null
  /** Milliseconds after the first call. */
  readonly killAfterMs: number
}

type Call = {
  readonly kind: 'remote' | 'aws' | 'sql' | 'local' | 'traced-unanswered'
  readonly independent: boolean
  readonly status: number
  readonly startShare: number
  readonly lengthShare: number
  readonly answered: Service | null
  readonly below: readonly Call[]
}
type Service = {
  readonly name: number
  readonly status: number
  readonly user: number | null
  readonly neverEnds: boolean
  readonly calls: readonly Call[]
}

const share = fc.double({ min: 0, max: 1, noNaN: true })
const status = fc.constantFrom(200, 200, 200, 200, 201, 404, 429, 500, 503)

/** Depth by hand: what is random twice over must not be deep twice over. */
const callOf = (depth: number): fc.Arbitrary<Call> =>
  fc.record({
    kind: fc.constantFrom('remote', 'remote', 'aws', 'sql', 'local', 'traced-unanswered'),
    independent: fc.boolean(),
    status,
    startShare: share,
    lengthShare: share,
    answered: depth > 0 ? fc.option(serviceOf(depth - 1)) : fc.constant(null),
    below: depth > 0 ? fc.array(callOf(depth - 1), { maxLength: 2 }) : fc.constant([]),
  })

const serviceOf = (depth: number): fc.Arbitrary<Service> =>
  fc.record({
    name: fc.nat(5),
    status,
    user: fc.option(fc.nat(4)),
    neverEnds: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    calls: fc.array(callOf(depth), { maxLength: 3 }),
  })

const service = serviceOf(3)

type Plan = {
  readonly root: Service
  readonly startedAgoS: number
  readonly lengthS: number
  readonly random: string
  readonly orders: readonly number[]
  readonly repeated: readonly boolean[]
  readonly early: readonly boolean[]
  readonly perCall: number
  readonly kill: number
  readonly killAfterMs: number
}

const plan: fc.Arbitrary<Plan> = fc.record({
  root: service,
  startedAgoS: fc.integer({ min: 200, max: 5 * 3600 }),
  lengthS: fc.double({ min: 0.001, max: 150, noNaN: true }),
  random: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 24, maxLength: 24 }),
  orders: fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
  repeated: fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }),
  early: fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }),
  perCall: fc.integer({ min: 1, max: 6 }),
  kill: fc.nat(),
  killAfterMs: fc.integer({ min: 0, max: 400 }),
})

/** A quarter of the cases is killed, the service and ClickHouse in turn. */
export function drawCases(count: number, seed: number, nowS: number): Case[] {
  return fc.sample(plan, { numRuns: count, seed }).map((one, index) => {
    const kill = index % 4 !== 3 ? null : index % 8 === 3 ? 'service' : 'clickhouse'
    return caseOf(one, kill, nowS)
  })
}

function caseOf(one: Plan, kill: Case['kill'], nowS: number): Case {
  const startS = nowS - one.startedAgoS
  const traceId = `1-${startS.toString(16).padStart(8, '0')}-${one.random}`
  const once = documentsOf(one.root, traceId, startS, one.lengthS)
  const sent = once.flatMap((document, index) => {
    const versions = [document]
    if (one.repeated[index % one.repeated.length]) versions.push(document)
    if (document.in_progress !== true && one.early[index % one.early.length]) versions.push(inProgress(document))
    return versions
  })
  const shuffled = sent
    .map((document, index) => ({ document, order: one.orders[index % one.orders.length] ?? 0 }))
    .sort((a, b) => a.order - b.order)
    .map(({ document }) => document)
  const calls: WireDocument[][] = []
  for (let from = 0; from < shuffled.length; from += one.perCall) calls.push(shuffled.slice(from, from + one.perCall))
  return { traceId, once, calls, kill, killAfterMs: one.killAfterMs }
}

/** What a client sends while it still works: no end, no subsegments, no outcome. */
function inProgress(document: WireDocument): WireDocument {
  const { end_time: _, subsegments: __, error: ___, fault: ____, throttle: _____, ...rest } = document
  return { ...rest, in_progress: true }
}

function documentsOf(root: Service, traceId: string, startS: number, lengthS: number): WireDocument[] {
  const documents: WireDocument[] = []
  let ids = 0
  const seed = Number.parseInt(traceId.slice(-8), 16)
  const nextId = () => (BigInt(seed) * 0x1_0000_0000n + BigInt(++ids)).toString(16).padStart(16, '0').slice(-16)
  const time = (seconds: number) => Math.round(seconds * 1e6) / 1e6

  const addService = (one: Service, parentId: string | null, start: number, length: number): void => {
    const id = nextId()
    const document: WireDocument = {
      trace_id: traceId,
      id,
      name: `service-${one.name}`,
      ...(one.name % 2 === 0 ? { origin: 'AWS::ECS::Container' } : {}),
      ...(parentId === null ? {} : { parent_id: parentId }),
      start_time: time(start),
      ...(one.neverEnds ? { in_progress: true } : { end_time: time(start + length) }),
      ...(one.user === null ? {} : { user: `user-${one.user}`, annotations: { plan: `plan-${one.user % 2}` } }),
      http: { request: { method: 'GET', url: `http://service-${one.name}/x` }, response: { status: one.status } },
      ...flags(one.status),
    }
    documents.push(document)
    const inline = one.calls.flatMap((call) => addCall(call, id, start, length) ?? [])
    if (inline.length > 0) document.subsegments = inline
  }

  /** The subsegment when it stands inline; null when it was sent alone. */
  const addCall = (call: Call, parentId: string, parentStart: number, parentLength: number): WireEntity | null => {
    const id = nextId()
    const start = parentStart + call.startShare * parentLength
    const length = call.lengthShare * (parentLength - (start - parentStart))
    const entity: WireEntity = {
      id,
      name: nameOf(call),
      start_time: time(start),
      end_time: time(start + length),
      ...detailsOf(call),
    }
    const alone: WireDocument = { ...entity, trace_id: traceId, parent_id: parentId, type: 'subsegment' }
    if (call.independent) documents.push(alone)
    const below = call.below.flatMap((one) => addCall(one, id, start, length) ?? [])
    if (below.length > 0) {
      entity.subsegments = below
      alone.subsegments = below
    }
    if (call.answered !== null && call.kind === 'remote') addService(call.answered, id, start, length)
    return call.independent ? null : entity
  }

  addService(root, null, startS, lengthS)
  return documents
}

const flags = (status: number) => ({
  ...(status >= 400 && status < 500 ? { error: true } : {}),
  ...(status === 429 ? { throttle: true } : {}),
  ...(status >= 500 ? { fault: true } : {}),
})

const nameOf = (call: Call) =>
  call.kind === 'aws'
    ? 'DynamoDB'
    : call.kind === 'sql'
      ? 'orders@db'
      : call.kind === 'local'
        ? '## work'
        : 'peer.internal'

function detailsOf(call: Call): Partial<WireEntity> {
  const response = { status: call.status }
  const url = 'http://peer.internal/y'
  switch (call.kind) {
    case 'local':
      return {}
    case 'aws':
      return {
        namespace: 'aws',
        aws: { operation: 'GetItem', table_name: 'carts' },
        http: { response },
        ...flags(call.status),
      }
    case 'sql':
      return { namespace: 'remote', sql: { sanitized_query: 'SELECT 1' } }
    case 'remote':
      return { namespace: 'remote', http: { request: { method: 'GET', url }, response }, ...flags(call.status) }
    case 'traced-unanswered':
      return {
        namespace: 'remote',
        http: { request: { method: 'GET', url, traced: true }, response },
        ...flags(call.status),
      }
  }
}
