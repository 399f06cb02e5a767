/** OpenTelemetry's own exporters, unmodified, and one trace that shows all that spans can say. */
import { context, type Link, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'

type Compression = NonNullable<ConstructorParameters<typeof JsonExporter>[0]>['compression']

const gzip = 'gzip' as Compression
const quick = { timeoutMillis: 20_000 }

/** By name, for a service at these addresses. */
export const exporters = (http: string, grpc: string): Record<string, () => SpanExporter> => ({
  'HTTP JSON': () => new JsonExporter({ url: `${http}/v1/traces`, ...quick }),
  'HTTP JSON, gzip': () => new JsonExporter({ url: `${http}/v1/traces`, compression: gzip, ...quick }),
  'HTTP protobuf': () => new ProtobufExporter({ url: `${http}/v1/traces`, ...quick }),
  'HTTP protobuf, gzip': () => new ProtobufExporter({ url: `${http}/v1/traces`, compression: gzip, ...quick }),
  gRPC: () => new GrpcExporter({ url: grpc, ...quick }),
  'gRPC, gzip': () => new GrpcExporter({ url: grpc, compression: gzip, ...quick }),
})

/** Two services: a request with a database call, a message with a link, an exception, events, values of every type. */
export function oneTrace(): ReadableSpan[] {
  const memory = new InMemorySpanExporter()
  const providerOf = (name: string) =>
    new BasicTracerProvider({
      resource: resourceFromAttributes({
        'service.name': name,
        'service.version': '1.2',
        'telemetry.sdk.language': 'nodejs',
      }),
      spanProcessors: [new SimpleSpanProcessor(memory)],
    })
  const shop = providerOf('shop').getTracer('shop-tracer', '0.1')
  const stock = providerOf('stock').getTracer('stock-tracer')
  const other: Link = {
    context: { traceId: '5759e988bd862e3fe1be46a994272793', spanId: '53995c3f42cd8ad8', traceFlags: 1 },
    attributes: { why: 'batch' },
  }
  const root = shop.startSpan('POST /orders', {
    kind: SpanKind.SERVER,
    links: [other],
    attributes: {
      'http.request.method': 'POST',
      'url.full': 'https://shop.example/orders?a=1',
      'http.response.status_code': 500,
      'enduser.id': 'u-1',
      'app.list': ['a', 'b'],
      'app.float': 0.1,
      'app.big': 2 ** 40,
      'app.yes': true,
      'app.text': 'Gr\u00fc\u00dfe \u2603 \ud83d\ude80',
      'aws.xray.annotations': ['app.yes', 'app.float'],
    },
  })
  const below = trace.setSpan(context.active(), root)
  const query = shop.startSpan(
    'SELECT orders',
    {
      kind: SpanKind.CLIENT,
      attributes: {
        'db.system.name': 'postgresql',
        'db.namespace': 'orders',
        'db.query.text': 'SELECT 1',
        'server.address': 'db.internal',
      },
    },
    below,
  )
  query.addEvent('row', { index: 7 })
  query.end()
  const call = shop.startSpan(
    'GET',
    { kind: SpanKind.CLIENT, attributes: { 'server.address': 'stock.internal' } },
    below,
  )
  const served = stock.startSpan('GET /stock', { kind: SpanKind.SERVER }, trace.setSpan(context.active(), call))
  const work = stock.startSpan('count', {}, trace.setSpan(context.active(), served))
  work.recordException(new TypeError('not a number'))
  work.setStatus({ code: SpanStatusCode.ERROR, message: 'not a number' })
  work.end()
  served.end()
  call.end()
  root.setStatus({ code: SpanStatusCode.ERROR })
  root.end()
  return memory.getFinishedSpans()
}

export const exported = (exporter: SpanExporter, spans: ReadableSpan[]): Promise<{ code: number; error?: Error }> =>
  new Promise((resolve) => exporter.export(spans, resolve)).then(async (result) => {
    await exporter.shutdown()
    return result as { code: number; error?: Error }
  })
