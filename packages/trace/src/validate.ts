/**
 * Accepts or rejects one document as AWS does (facts 2.11): the checks run in a fixed order, the first failure is reported, and a failing
 * inline subsegment rejects its whole document. This is the one place where a document's text is parsed on its way in.
 */
import { parseDocumentTraceId, parseEntityId } from './ids.ts'
import type { TraceId } from './model.ts'
import type { WireDocument } from './wire.ts'

export type RejectCode =
  | 'ParseError'
  | 'UnknownType'
  | 'MissingId'
  | 'InvalidId'
  | 'MissingName'
  | 'MissingTraceId'
  | 'InvalidTraceId'
  | 'MissingStartTime'
  | 'InProgressSegmentHasEndTime'
  | 'InProgressSubsegmentHasEndTime'
  | 'MissingEndTime'
  | 'MissingParentId'
  | 'InvalidParentId'

export type EntityKind = 'segment' | 'subsegment'

export type Accepted = {
  readonly ok: true
  /** Parsed, ids in lower case and the name cut to 200 characters. */
  readonly doc: WireDocument
  readonly traceId: TraceId
  readonly id: string
  readonly complete: boolean
  readonly kind: EntityKind
}

export type Rejected = {
  readonly ok: false
  /** The root document's id as it was written, null when there was none. */
  readonly id: string | null
  readonly code: RejectCode
  readonly message: string
}

export type Validation = Accepted | Rejected

type Raw = Record<string, unknown>

const NAME_LIMIT = 200

/** Names are cut to 200 characters (facts 2.1), never through the middle of a surrogate pair. */
export function cutName(name: string): string {
  if (name.length <= NAME_LIMIT) return name
  const last = name.charCodeAt(NAME_LIMIT - 1)
  return name.slice(0, last >= 0xd800 && last <= 0xdbff ? NAME_LIMIT - 1 : NAME_LIMIT)
}

export function validateDocument(text: string): Validation {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return reject(null, null, 'ParseError')
  }
  if (!isObject(raw)) return reject(null, null, 'ParseError')
  return validateParsed(raw)
}

/** The same for a document that is already an object (OTLP translation, tests). It is changed in place: ids lower, name cut. */
export function validateParsed(raw: Raw): Validation {
  const givenId = typeof raw.id === 'string' ? raw.id : null
  if (!absent(raw.type) && raw.type !== 'segment' && raw.type !== 'subsegment') {
    return reject(givenId, null, 'UnknownType')
  }
  const kind: EntityKind = raw.type === 'subsegment' ? 'subsegment' : 'segment'

  const identity = checkIdentity(raw)
  if (identity) return reject(givenId, kind, identity)
  const traceId = parseDocumentTraceId(raw.trace_id)
  if (traceId === null) return reject(givenId, kind, absent(raw.trace_id) ? 'MissingTraceId' : 'InvalidTraceId')
  const times = checkTimes(raw, kind)
  if (times) return reject(givenId, kind, times)
  if (kind === 'subsegment' && parseEntityId(raw.parent_id) === null) {
    return reject(givenId, kind, absent(raw.parent_id) ? 'MissingParentId' : 'InvalidParentId')
  }
  const inline = checkInline(raw)
  if (inline) return reject(givenId, inline === 'ParseError' ? null : 'subsegment', inline)

  const doc = raw as WireDocument // the only such `as`: everything WireDocument requires was checked above
  doc.id = doc.id.toLowerCase()
  doc.trace_id = traceId
  doc.name = cutName(doc.name)
  return { ok: true, doc, traceId, id: doc.id, complete: doc.in_progress !== true, kind }
}

function checkIdentity(entity: Raw): RejectCode | null {
  if (parseEntityId(entity.id) === null) return absent(entity.id) ? 'MissingId' : 'InvalidId'
  if (typeof entity.name !== 'string' || entity.name === '') return 'MissingName'
  return null
}

function checkTimes(entity: Raw, kind: EntityKind): RejectCode | null {
  if (!isNumber(entity.start_time)) return 'MissingStartTime'
  const ended = isNumber(entity.end_time)
  if (entity.in_progress === true) {
    if (!ended) return null
    return kind === 'segment' ? 'InProgressSegmentHasEndTime' : 'InProgressSubsegmentHasEndTime'
  }
  return ended ? null : 'MissingEndTime'
}

/** Every inline subsegment, in document order. A stack, not recursion: 64 kB hold thousands of levels. */
function checkInline(root: Raw): RejectCode | null {
  if (!Array.isArray(root.subsegments)) return null
  const stack: unknown[] = [...root.subsegments].reverse()
  while (stack.length > 0) {
    const child = stack.pop()
    if (!isObject(child)) return 'ParseError'
    const wrong = checkIdentity(child) ?? checkTimes(child, 'subsegment')
    if (wrong) return wrong
    if (Array.isArray(child.subsegments)) {
      for (let i = child.subsegments.length - 1; i >= 0; i--) stack.push(child.subsegments[i])
    }
  }
  return null
}

function reject(id: string | null, kind: EntityKind | null, code: RejectCode): Rejected {
  const message =
    kind === null
      ? `Invalid entity. ErrorCode: ${code}`
      : kind === 'segment'
        ? `Invalid segment. ErrorCode: ${code}`
        : `Invalid subsegment. ErrorCode: ${code}, Cause: null`
  return { ok: false, id, code, message }
}

const absent = (value: unknown): boolean => value === undefined || value === null
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
