/**
 * Why a trace failed, and what it waited for (facts 4.3): chains of services from the one nearest the client to the culprit.
 *
 *     front [front] ─▶ ledger [ledger, ## post, ledger@db (remote)] ─▶ ledger@db, inferred [ledger@db]
 *
 * Read off replies of AWS: a failure that recorded no exception names nobody, unless its callee did not report; one chain per place where
 * failing begins, and a failing callee that did not report before any other; a `cause` that points elsewhere leads the chain there, and to
 * nothing else; the chain of a slow trace goes on while one child takes more than half of the root's time, and not into a callee that took
 * longer than its caller waited.
 */
import type { Rows } from './calls.ts'
import { classOfStatus, httpStatusOf } from './classify.ts'
import { byStart, durationOf, type Entity, entitiesOf, type LinkedTrace } from './entities.ts'
import { isCall, nodeOfSegment } from './identity.ts'
import { parseEntityId } from './ids.ts'
import type { DelayEntity, FailureEntity, NodeKey, RootCause, RootCauseException, TraceSummary } from './model.ts'
import { cutName } from './validate.ts'
import type { WireException } from './wire.ts'

export type RootCauses = Pick<TraceSummary, 'faultRootCauses' | 'errorRootCauses' | 'responseTimeRootCauses'>

/** Throttles are listed with errors. */
type Kind = 'fault' | 'error'

/** Bounds of what one trace may say of itself: a chain keeps its beginning and its end. */
const CHAINS = 20
const ENTITIES_PER_CHAIN = 100
const EXCEPTIONS_PER_ENTITY = 20
const MESSAGE_CHARACTERS = 1_000

export function rootCausesOf(trace: LinkedTrace, rows: Pick<Rows, 'served'>, ownAccount: string): RootCauses {
  const root = trace.roots[0]
  const failed = failedIn(trace)
  const context = { trace, ownAccount, inferred: inferredCallees(rows), exceptionOwners: NO_OWNERS }
  if (failed.fault.length + failed.error.length > 0) context.exceptionOwners = exceptionOwners(trace)
  return {
    faultRootCauses: failures(context, failed.fault),
    errorRootCauses: failures(context, failed.error),
    responseTimeRootCauses: root === undefined ? [] : delays(context, root),
  }
}

type Context = {
  readonly trace: LinkedTrace
  readonly ownAccount: string
  /** Calling subsegment -> the callee that did not report. */
  readonly inferred: ReadonlyMap<string, NodeKey>
  exceptionOwners: ReadonlyMap<string, Entity>
}

const NO_OWNERS: ReadonlyMap<string, Entity> = new Map()

function failedIn(trace: LinkedTrace): Record<Kind, Entity[]> {
  const failed: Record<Kind, Entity[]> = { fault: [], error: [] }
  for (const segment of trace.segments) {
    for (const entity of entitiesOf(segment)) {
      if (entity.responseClass === 'ok') continue
      if (isFailed(entity, 'fault')) failed.fault.push(entity)
      if (isFailed(entity, 'error')) failed.error.push(entity)
    }
  }
  return failed
}

/** By the flags as sent; where none is set the HTTP status decides, as it does for the class. */
function isFailed(entity: Entity, kind: Kind): boolean {
  if (entity.responseClass === 'ok') return false
  const { wire } = entity
  const flagged = wire.fault === true || wire.error === true || wire.throttle === true
  if (flagged) return kind === 'fault' ? wire.fault === true : wire.error === true || wire.throttle === true
  return (classOfStatus(httpStatusOf(wire)) === 'fault') === (kind === 'fault')
}

function inferredCallees(rows: Pick<Rows, 'served'>): Map<string, NodeKey> {
  const callees = new Map<string, NodeKey>()
  for (const row of rows.served) if (row.inferred) callees.set(row.entityId, row.node)
  return callees
}

function inferredCallee(context: Context, entity: Entity): NodeKey | null {
  if (entity.kind === 'segment' || !isCall(entity.wire)) return null
  return context.inferred.get(entity.id) ?? null
}

/** Exception id -> the entity that recorded it; an entity's own id stands for itself (Ruby and Node point at the subsegment). */
function exceptionOwners(trace: LinkedTrace): Map<string, Entity> {
  const owners = new Map<string, Entity>()
  const entities = new Map<string, Entity>()
  for (const segment of trace.segments) {
    for (const entity of entitiesOf(segment)) {
      if (entity.kind === 'subsegment' || !entities.has(entity.id)) entities.set(entity.id, entity)
      for (const { id } of exceptionsOf(entity)) {
        const exceptionId = parseEntityId(id)
        if (exceptionId !== null && !owners.has(exceptionId)) owners.set(exceptionId, entity)
      }
    }
  }
  for (const [id, entity] of entities) if (!owners.has(id)) owners.set(id, entity)
  return owners
}

function exceptionsOf(entity: Entity): readonly WireException[] {
  const cause = entity.wire.cause
  if (typeof cause !== 'object' || cause === null || !Array.isArray(cause.exceptions)) return []
  return cause.exceptions.filter((one) => typeof one === 'object' && one !== null)
}

/** Where failing begins: a failed segment, or a call to a callee that did not report, that no failed chain leads to already. */
function failures(context: Context, failed: readonly Entity[]): RootCause<FailureEntity>[] {
  if (failed.length === 0) return []
  const inChain = new Map<Entity, boolean>()
  const isSet = new Set(failed)
  /** A failed segment stands above, and everything between failed too. */
  const isLedTo = (entity: Entity): boolean => {
    const path: Entity[] = []
    let known: boolean | undefined
    for (let at: Entity | null = entity.parent; at !== null && known === undefined; at = at.parent) {
      known = !isSet.has(at) ? false : (inChain.get(at) ?? (at.kind === 'segment' ? true : undefined))
      path.push(at)
    }
    for (const at of path) if (isSet.has(at)) inChain.set(at, known ?? false)
    return known ?? false
  }
  const chains: RootCause<FailureEntity>[] = []
  for (const start of failed) {
    if (chains.length === CHAINS) break
    const callee = inferredCallee(context, start)
    if (callee !== null && (!isLedTo(start) || isPassedOver(context, start))) {
      const path = [{ name: cutName(start.wire.name), remote: false, exceptions: [] }]
      chains.push({ clientImpacting: false, services: [{ node: callee, inferred: true, path }] })
    } else if (start.kind === 'segment' && !isLedTo(start)) {
      const path = chainFrom(context, start, isSet)
      if (path === null) continue
      chains.push({ clientImpacting: start === context.trace.roots[0], services: failureServices(context, path) })
    }
  }
  return chains
}

/** Its caller says in writing that something else was the cause. */
function isPassedOver(context: Context, call: Entity): boolean {
  const { parent } = call
  if (parent === null || typeof parent.wire.cause !== 'string') return false
  for (let at = referenceOf(context, parent); at !== null && at !== undefined; at = at.parent) {
    if (at === call) return false
  }
  return true
}

/** Undefined: it points nowhere else; null: nothing answers to the id. */
function referenceOf(context: Context, entity: Entity): Entity | null | undefined {
  const { cause } = entity.wire
  if (typeof cause === 'string') {
    const id = parseEntityId(cause)
    return id === null ? undefined : (context.exceptionOwners.get(id) ?? null)
  }
  if (typeof cause !== 'object' || cause === null || exceptionsOf(entity).length > 0) return undefined
  const id = parseEntityId(cause.id)
  return id === null ? undefined : context.exceptionOwners.get(id)
}

/** The way from an entity down to what its cause names; `at` is how far along it this step is. */
type Way = { readonly down: readonly Entity[]; readonly at: number }
type Step = { readonly entity: Entity; readonly way: Way | null; readonly rest: Entity[] }

/** Depth first, without recursion: the first way down that ends in a reason. Null when none does. */
function chainFrom(context: Context, start: Entity, failed: ReadonlySet<Entity>): Entity[] | null {
  const steps: Step[] = []
  const enter = (entity: Entity, given: Way | null): void => {
    const way = wayOn(context, entity, given)
    if (way === 'nowhere') return
    if (way === null) {
      steps.push({ entity, way, rest: ranked(context, entity, failed) })
      return
    }
    const next = way.down[way.at]
    if (next !== undefined) steps.push({ entity, way, rest: failed.has(next) ? [next] : [] })
  }
  enter(start, null)
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    if (inferredCallee(context, step.entity) !== null) break
    const next = step.rest.shift()
    if (next !== undefined) {
      enter(next, step.way === null ? null : { ...step.way, at: step.way.at + 1 })
      continue
    }
    // What stands on the way to another's exception is no reason itself.
    if (step.way === null && exceptionsOf(step.entity).length > 0) break
    steps.pop()
  }
  return steps.length === 0 ? null : steps.map((step) => step.entity)
}

/** Null: free to choose. */
function wayOn(context: Context, entity: Entity, given: Way | null): Way | null | 'nowhere' {
  const way = given === null || given.at >= given.down.length ? null : given
  const goal = referenceOf(context, entity)
  if (goal === undefined) return way
  if (goal === null) return 'nowhere'
  if (goal === entity) return null
  if (way !== null && way.down.at(-1) === goal) return way
  const down: Entity[] = []
  for (let at: Entity | null = goal; at !== null; at = at.parent) {
    if (at === entity) return { down: down.reverse(), at: 0 }
    down.push(at)
  }
  return 'nowhere'
}

/** Failed children: calls whose callee did not report, then calls and called segments, then local work; each as it began. */
function ranked(context: Context, entity: Entity, failed: ReadonlySet<Entity>): Entity[] {
  const rank = (child: Entity): number => {
    if (inferredCallee(context, child) !== null) return 0
    return child.kind === 'segment' || isCall(child.wire) ? 1 : 2
  }
  return [...entity.children, ...entity.callees]
    .filter((child) => failed.has(child))
    .map((child) => ({ child, rank: rank(child) }))
    .sort((a, b) => a.rank - b.rank || byStart(a.child, b.child))
    .map(({ child }) => child)
}

function failureServices(context: Context, chain: readonly Entity[]): RootCause<FailureEntity>['services'] {
  return servicesOf(
    context,
    chain,
    (entity): FailureEntity => ({
      name: cutName(entity.wire.name),
      remote: isRemote(entity),
      exceptions: exceptionsOf(entity).slice(0, EXCEPTIONS_PER_ENTITY).map(plainException),
    }),
    (call): FailureEntity => ({ name: cutName(call.wire.name), remote: false, exceptions: [] }),
  )
}

function plainException({ type, message }: WireException): RootCauseException {
  return { name: text(type), message: text(message) }
}

function text(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null
  // Not through the middle of a character.
  const whole = /[\uD800-\uDBFF]/.test(value.charAt(MESSAGE_CHARACTERS - 1))
  return value.slice(0, whole ? MESSAGE_CHARACTERS - 1 : MESSAGE_CHARACTERS)
}

const isRemote = (entity: Entity): boolean => entity.kind === 'subsegment' && isCall(entity.wire)

/** What the root waited for. Empty when nothing below it took more than half of its time. */
function delays(context: Context, root: Entity): RootCause<DelayEntity>[] {
  const total = durationOf(root)
  if (total === null || total === 0) return []
  const chain = [root]
  for (let at: Entity | undefined = root; at !== undefined; ) {
    const most = durationOf(at) ?? 0
    let longest: Entity | undefined
    let longestUs = total / 2
    for (const child of [...at.children, ...at.callees]) {
      const us = durationOf(child)
      if (us === null || us > most || us < longestUs || us * 2 <= total) continue
      if (us === longestUs && (longest === undefined || byStart(longest, child) <= 0)) continue
      longest = child
      longestUs = us
    }
    if (longest !== undefined) chain.push(longest)
    at = longest
  }
  if (chain.length === 1) return []
  const part = (entity: Entity, remote: boolean): DelayEntity => ({
    name: cutName(entity.wire.name),
    remote,
    // As it is printed, so that what was read off a summary finds it again.
    coverage: Math.round(((durationOf(entity) ?? 0) / total) * 1000) / 1000,
  })
  const services = servicesOf(
    context,
    chain,
    (entity) => part(entity, isRemote(entity)),
    (call) => part(call, false),
  )
  return [{ clientImpacting: true, services }]
}

/** Entities of one segment are one service; a callee that did not report is one of its own at the end. */
function servicesOf<E>(
  context: Context,
  chain: readonly Entity[],
  entityOf: (entity: Entity) => E,
  inferredOf: (call: Entity) => E,
): RootCause<E>['services'] {
  const services: { node: NodeKey; inferred: boolean; path: E[] }[] = []
  let segment: Entity | null = null
  for (const entity of shortened(chain)) {
    const owner = entity.segment ?? entity
    const service = services.at(-1)
    if (service === undefined || owner !== segment) {
      const node = nodeOfSegment(owner.wire, context.ownAccount)
      services.push({ node, inferred: owner.wire.inferred === true, path: [entityOf(entity)] })
    } else service.path.push(entityOf(entity))
    segment = owner
  }
  const last = chain.at(-1)
  const callee = last === undefined ? null : inferredCallee(context, last)
  if (last !== undefined && callee !== null) services.push({ node: callee, inferred: true, path: [inferredOf(last)] })
  return services
}

function shortened(chain: readonly Entity[]): readonly Entity[] {
  if (chain.length <= ENTITIES_PER_CHAIN) return chain
  const half = ENTITIES_PER_CHAIN / 2
  return [...chain.slice(0, half), ...chain.slice(-half)]
}
