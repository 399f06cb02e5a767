/**
 * What OTLP says of a span outside of its attributes and X-Ray has no member for. The exporter drops it; kept as metadata, under the names
 * that OpenTelemetry's specification gives for formats without such members.
 */
import { type PlainValue, plainObject } from './attributes.ts'
import type { OtlpEvent, OtlpScope, OtlpSpan } from './message.ts'
import { secondsOf } from './time.ts'

export function notesOf(
  span: OtlpSpan,
  scope: OtlpScope | undefined,
  events: readonly OtlpEvent[],
  name: string,
): (readonly [string, PlainValue])[] {
  const notes: (readonly [string, PlainValue])[] = []
  const note = (key: string, value: unknown) => {
    if ((typeof value === 'string' && value !== '') || (typeof value === 'number' && value !== 0))
      notes.push([key, value])
  }
  if (span.name !== name) note('otel.span.name', span.name)
  note('otel.scope.name', scope?.name)
  note('otel.scope.version', scope?.version)
  note('otel.trace_state', span.traceState)
  note('otel.dropped_attributes_count', span.droppedAttributesCount)
  note('otel.dropped_events_count', span.droppedEventsCount)
  note('otel.dropped_links_count', span.droppedLinksCount)
  const others = events.filter((event) => event.name !== 'exception')
  if (others.length > 0) notes.push(['otel.events', others.map(eventNote)])
  return notes
}

function eventNote(event: OtlpEvent): PlainValue {
  const attributes = plainObject(event.attributes)
  return {
    name: typeof event.name === 'string' ? event.name : '',
    time: secondsOf(event.timeUnixNano),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
}
