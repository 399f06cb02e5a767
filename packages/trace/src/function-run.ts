/**
 * Runs of functions that no Lambda service tells of (decision 0022). In a function an SDK sends subsegments only: the segment above them is
 * Lambda's to send. Under a local runtime nobody does, so it is made here, marked `inferred`: the facade.
 *
 *     caller ── "Lambda" Invoke ──▶ (facade resize) ──▶ subsegments that hung below the call itself
 *                                   (facade resize) ──▶ subsegments whose parent never came
 */
import { byStart, durationOf, type Entity, type LinkedTrace, linkEntities, type TraceDocument } from './entities.ts'
import { FUNCTION_TYPE, isCall } from './identity.ts'
import { parseEntityId } from './ids.ts'
import { derivedId } from './made-id.ts'
import type { WireDocument, WireEntity } from './wire.ts'

/** Of a function that nothing names. */
const NAMELESS = 'function'

/**
 * Subsegments directly below what never came, from which on a segment may be streaming them: the Python SDK begins when there are more than
 * 30, the others at 100.
 */
const STREAMING_FROM = 30

/** Which subsegments to hang where, and the segments to hang them on. */
export type FunctionRuns = {
  readonly facades: readonly WireDocument[]
  /** Subsegment id -> facade id, where it is not the parent it names. */
  readonly moved: ReadonlyMap<string, string>
}

/** The trace once the waiting is over: with a facade for every function run that lacks its segment. */
export function linkSettled(docs: readonly TraceDocument[]): LinkedTrace {
  const trace = linkEntities(docs)
  const { facades, moved } = functionRuns(trace)
  if (facades.length === 0) return trace
  const placed = docs.map((doc) => {
    const parent = moved.get(String(doc.document.id).toLowerCase())
    return parent === undefined ? doc : { ...doc, document: { ...doc.document, parent_id: parent } }
  })
  return linkEntities(placed, facades)
}

export function functionRuns(trace: LinkedTrace): FunctionRuns {
  const moved = new Map<string, string>()
  const facades = [...orphanRuns(trace), ...invokedRuns(trace, moved)]
  return { facades, moved }
}

/** Subsegments below a parent that never came. */
function orphanRuns(trace: LinkedTrace): WireDocument[] {
  if (trace.orphans.length === 0) return []
  const groups = new Map<string, Entity[]>()
  for (const orphan of trace.orphans) {
    const parent = parseEntityId(orphan.wire.parent_id)
    if (orphan.parent !== null || parent === null || parent === orphan.id) continue
    const group = groups.get(parent)
    if (group === undefined) groups.set(parent, [orphan])
    else group.push(orphan)
  }
  const facades: WireDocument[] = []
  for (const [parent, tops] of groups) {
    const entities = below(tops)
    if (entities.some((entity) => entity.endUs === null)) continue
    const evidence = functionIn(entities)
    if (evidence === null && !(groups.size === 1 && looksLikeRun(trace, tops, entities))) continue
    facades.push(facade(trace, parent, null, tops, entities, evidence ?? { name: nameOfHandler(tops), arn: null }))
  }
  return facades
}

/**
 * Without any word of a function: each subsegment came by itself, as SDKs send them in a function and nowhere else from the first one on,
 * and the trace holds nothing that does not hang below them. A segment that streams its subsegments sends whole trees, or very many leaves;
 * an exporter sends every span by itself, and is known by what it writes.
 */
function looksLikeRun(trace: LinkedTrace, tops: readonly Entity[], entities: readonly Entity[]): boolean {
  if (tops.length >= STREAMING_FROM) return false
  if (entities.some((entity) => !entity.independent || isExported(entity.wire))) return false
  const ids = new Set(entities.map((entity) => entity.id))
  return trace.roots.every((root) => ids.has(parseEntityId(root.wire.parent_id) ?? ''))
}

/** Exporters of other tracers write all three flags, and who they are, on everything. */
function isExported(wire: WireEntity): boolean {
  const flags = [wire.error, wire.fault, wire.throttle]
  return flags.every((flag) => typeof flag === 'boolean') || wire.aws?.xray !== undefined
}

/** Subsegments of another process that hang directly below the call that invoked it. */
function invokedRuns(trace: LinkedTrace, moved: Map<string, string>): WireDocument[] {
  const facades: WireDocument[] = []
  for (const segment of trace.segments) {
    for (const call of segment.preorder) {
      if (call.children.length === 0 || call.callees.length > 0 || !isCall(call.wire)) continue
      const name = invokedFunction(call.wire)
      if (name === null) continue
      const tops = call.children.filter((child) => child.independent && !phasesOfCall.has(child.wire.name))
      const entities = below(tops)
      if (tops.length === 0 || entities.some((entity) => entity.endUs === null)) continue
      const id = derivedId(`function ${trace.traceId} ${call.id}`)
      for (const top of tops) moved.set(top.id, id)
      facades.push(facade(trace, id, call.id, tops, entities, functionIn(entities) ?? { name, arn: null }))
    }
  }
  return facades
}

/** What the Go SDK writes below a call of its own, and streams. */
const phasesOfCall = new Set([
  'marshal',
  'attempt',
  'wait',
  'unmarshal',
  'connect',
  'dns',
  'dial',
  'tls',
  'request',
  'response',
])

const invocation = /\/2015-03-31\/functions\/([^/?#]+)\/(?:invocations|response-streaming-invocations)/

/** The function a call invoked: through an AWS client, or over HTTP as a local runtime is asked. */
function invokedFunction(call: WireEntity): string | null {
  const { aws } = call
  const isClient = call.namespace === 'aws' && /^(aws)?lambda/i.test(call.name)
  if (isClient && typeof aws?.operation === 'string' && /^invoke/i.test(aws.operation)) {
    const named = text(aws.function_name)
    if (named !== null) return nameIn(named)
  }
  const url = text(call.http?.request?.url)
  const named = url === null ? undefined : invocation.exec(url)?.[1]
  return named === undefined ? null : nameIn(decoded(named))
}

type Named = { readonly name: string; readonly arn: string | null }

/** What the documents themselves say of the function: Lambda's own fields, a tracing library's, OpenTelemetry's. Null: nothing. */
function functionIn(entities: readonly Entity[]): Named | null {
  let said = false
  for (const { wire } of entities) {
    const arn = isCall(wire) ? null : text(wire.aws?.function_arn)
    if (arn !== null) return { name: nameIn(arn), arn }
    const byOpenTelemetry = fieldOf(wire.metadata?.default, 'faas.name')
    if (byOpenTelemetry !== null) return { name: byOpenTelemetry, arn: null }
    if (text(wire.origin)?.startsWith('AWS::Lambda') === true) said = true
    if (wire.name.startsWith('## ') && typeof wire.annotations?.ColdStart === 'boolean') {
      const service = text(wire.annotations.Service)
      return { name: service === null || service === 'service_undefined' ? wire.name.slice(3) : service, arn: null }
    }
  }
  return said ? { name: NAMELESS, arn: null } : null
}

/** A subsegment around the whole handler bears the handler's name: `## index.handler`. */
function nameOfHandler(tops: readonly Entity[]): string {
  const [only] = tops
  return tops.length === 1 && only !== undefined && /^## \S/.test(only.wire.name) ? only.wire.name.slice(3) : NAMELESS
}

function facade(
  trace: LinkedTrace,
  id: string,
  callId: string | null,
  tops: readonly Entity[],
  entities: readonly Entity[],
  { name, arn }: Named,
): WireDocument {
  let startUs = Number.MAX_SAFE_INTEGER
  let endUs = 0
  for (const entity of entities) {
    startUs = Math.min(startUs, entity.startUs)
    endUs = Math.max(endUs, entity.startUs + (durationOf(entity) ?? 0))
  }
  const [only] = tops
  // A subsegment around the whole handler ended as the function did. A call that failed may have been coped with.
  const ended = tops.length === 1 && only !== undefined && !isCall(only.wire) ? only.responseClass : 'ok'
  return {
    id,
    name,
    start_time: startUs / 1e6,
    end_time: endUs / 1e6,
    trace_id: trace.traceId,
    ...(callId === null ? {} : { parent_id: callId }),
    origin: FUNCTION_TYPE,
    inferred: true,
    ...(arn === null ? {} : { aws: { function_arn: arn, resource_names: [name] } }),
    ...(ended === 'ok' ? {} : { [ended]: true }),
  }
}

function below(tops: readonly Entity[]): Entity[] {
  const found: Entity[] = []
  const stack = [...tops].sort(byStart).reverse()
  for (let entity = stack.pop(); entity !== undefined; entity = stack.pop()) {
    found.push(entity)
    for (let i = entity.children.length - 1; i >= 0; i--) stack.push(entity.children[i]!)
  }
  return found
}

/** A function is called by its name or by its ARN, with or without a version: `arn:aws:lambda:REGION:ACCOUNT:function:NAME:VERSION`. */
function nameIn(nameOrArn: string): string {
  return /:function:([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function fieldOf(value: unknown, field: string): string | null {
  return typeof value === 'object' && value !== null ? text((value as Record<string, unknown>)[field]) : null
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
