import {
  type Context,
  isSpanContextValid,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  TraceFlags,
  trace,
} from '@opentelemetry/api'

const header = 'x-amzn-trace-id'

/** `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1` to OpenTelemetry's ids and back. */
export class XRayPropagator implements TextMapPropagator {
  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const span = trace.getSpanContext(context)
    if (!span || !isSpanContextValid(span)) return
    const sampled = (span.traceFlags & TraceFlags.SAMPLED) === 0 ? 0 : 1
    const root = `1-${span.traceId.slice(0, 8)}-${span.traceId.slice(8)}`
    setter.set(carrier, header, `Root=${root};Parent=${span.spanId};Sampled=${sampled}`)
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const found = getter.get(carrier, header)
    const value = Array.isArray(found) ? found[0] : found
    if (value === undefined) return context
    // Any order, any case, `Self` of a load balancer among them.
    const parts = new Map<string, string>()
    for (const part of value.split(';')) {
      const [key = '', text = ''] = part.split('=', 2)
      parts.set(key.trim().toLowerCase(), text.trim())
    }
    const root = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/i.exec(parts.get('root') ?? '')
    const spanId = parts.get('parent')?.toLowerCase() ?? ''
    if (!root) return context
    const spanContext = {
      traceId: `${root[1]}${root[2]}`.toLowerCase(),
      spanId,
      traceFlags: parts.get('sampled') === '1' ? TraceFlags.SAMPLED : TraceFlags.NONE,
      isRemote: true,
    }
    return isSpanContextValid(spanContext) ? trace.setSpanContext(context, spanContext) : context
  }

  fields(): string[] {
    return [header]
  }
}
