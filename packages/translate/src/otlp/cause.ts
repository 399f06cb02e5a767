import type { WireException } from '@roentgen/trace'
import { Attributes } from './attributes.ts'
import type { OtlpEvent } from './message.ts'
import { stackOf } from './stack.ts'

/** `exception` events as exceptions; without any, one exception with the status message (facts 10.3, `cause`). */
export function causeOf(
  span: { readonly id: string; readonly events: readonly OtlpEvent[]; readonly statusMessage: string | null },
  language: string | null,
  failed: boolean,
): { exceptions: WireException[] } | null {
  const exceptions = span.events
    .filter((event) => event.name === 'exception')
    .map((event, index) => exceptionOf(new Attributes(event.attributes), exceptionId(span.id, index), language))
  if (exceptions.length > 0) return { exceptions }
  if (!failed || span.statusMessage === null || span.statusMessage === '') return null
  return { exceptions: [{ id: exceptionId(span.id, 0), message: span.statusMessage }] }
}

function exceptionOf(attributes: Attributes, id: string, language: string | null): WireException {
  const type = attributes.text('exception.type')
  const message = attributes.text('exception.message')
  const stack = stackOf(attributes.text('exception.stacktrace') ?? '', language)
  return {
    id,
    ...(type === null ? {} : { type }),
    ...(message === null ? {} : { message }),
    ...(stack.length === 0 ? {} : { stack }),
  }
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
