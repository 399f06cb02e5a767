/** What went wrong, in X-Ray's form (facts 10.3, `cause`). */
import type { WireException } from '@roentgen/trace'
import { Attributes } from './attributes.ts'
import { isAwsApi } from './convention.ts'
import { isCallKind, isErrorStatus, type OtlpEvent, type OtlpSpan, type SpanKind } from './message.ts'
import { type ParsedStack, stackOf } from './stack.ts'
import { secondsOf } from './time.ts'

export type CauseContext = {
  readonly id: string
  readonly kind: SpanKind
  readonly events: readonly OtlpEvent[]
  readonly attributes: Attributes
  readonly language: string | null
}

/** `exception` events as exceptions; of a failed span without any, one exception with the status message. */
export function causeOf(span: OtlpSpan, context: CauseContext): { exceptions: WireException[] } | null {
  const { id, kind, events, attributes, language } = context
  const remote = isCallKind(kind) && kind !== 'consumer'
  const awsApi = isAwsApi(attributes)
  const exceptions = events.flatMap((event, index): WireException[] => {
    const own = exceptionId(id, index)
    if (event.name === 'exception') return exceptionsOf(new Attributes(event.attributes), own, remote, language)
    return awsApi && event.name === 'HTTP request failure' ? attemptOf(event, own) : []
  })
  if (exceptions.length > 0) return { exceptions }
  if (!isErrorStatus(span.status?.code)) return null
  const message = statusMessage(span) ?? attributes.text('http.status_text')
  const type = errorType(attributes)
  if (message === null && type === null) return null
  const exception = {
    id: exceptionId(id, 0),
    ...(type === null ? {} : { type }),
    ...(message === null ? {} : { message }),
  }
  return { exceptions: [remote ? { ...exception, remote } : exception] }
}

function statusMessage({ status }: OtlpSpan): string | null {
  return typeof status?.message === 'string' && status.message !== '' ? status.message : null
}

/** `error.type` repeats the HTTP status where there was one: that is no type. */
function errorType(a: Attributes): string | null {
  const type = a.peekText('error.type')
  return type === null || /^\d+$/.test(type) || type === '_OTHER' ? null : type
}

/** One exception and, behind it, those that caused it. */
function exceptionsOf(attributes: Attributes, id: string, remote: boolean, language: string | null): WireException[] {
  const type = attributes.text('exception.type')
  const message = attributes.text('exception.message')
  const [own, ...causes] = stackOf(attributes.text('exception.stacktrace') ?? '', language)
  const chain = [{ ...own, type, message, frames: own?.frames ?? [] }, ...causes]
  return chain.map((part, index) => ({
    ...exceptionOf(part, linkId(id, index), remote),
    ...(index + 1 < chain.length ? { cause: linkId(id, index + 1) } : {}),
  }))
}

const linkId = (id: string, index: number) => (index === 0 ? id : derivedId(id, `cause ${index}`))

const exceptionOf = (
  { type, message, frames, truncated }: ParsedStack,
  id: string,
  remote: boolean,
): WireException => ({
  id,
  ...(type === null ? {} : { type }),
  ...(message === null ? {} : { message }),
  ...(remote ? { remote } : {}),
  ...(truncated === undefined ? {} : { truncated }),
  ...(frames.length === 0 ? {} : { stack: [...frames] }),
})

/** The AWS SDK's failed attempts, each an event: status, time and message in one text, as the exporter writes it. */
function attemptOf(event: OtlpEvent, id: string): WireException[] {
  const attributes = new Attributes(event.attributes)
  const status = attributes.text('http.response.status_code')
  const text = attributes.text('aws.http.error_message')
  if (status === null || text === null) return []
  const message = `${status}@${(secondsOf(event.timeUnixNano) ?? 0).toFixed(6)}@${text}`
  return [{ id, type: 'aws.http.error.event', message, remote: true }]
}

/** Sixteen hex digits of its own, the same every time the span is translated. */
export function exceptionId(spanId: string, index: number): string {
  return derivedId(spanId, `exception ${index}`)
}

export function derivedId(spanId: string, purpose: string): string {
  const half = (seed: number): string => {
    let hash = seed
    for (const character of spanId + purpose) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
    return (hash >>> 0).toString(16).padStart(8, '0')
  }
  return half(0x811c9dc5) + half(0xc9dc5118)
}
