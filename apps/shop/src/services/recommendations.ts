import http from 'node:http'
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { hostOf, loopbackLookup } from '../kit/hosts.ts'
import { field, type Json, list, ok, parseBody, readBody, refuse } from '../kit/http-answer.ts'
import { joinShop, onStop, portOf, ready } from '../kit/join.ts'
import { listen } from '../kit/listen.ts'
import { chance, pick, work } from '../kit/work.ts'
import { XRayPropagator } from '../kit/xray-propagator.ts'

// This service knows OpenTelemetry alone. It joins the others' traces because it speaks their header.
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({
    'service.name': 'recommendations',
    'service.version': process.env.npm_package_version ?? 'unknown',
    'deployment.environment.name': 'demo',
  }),
  spanProcessors: [
    new BatchSpanProcessor(new OTLPTraceExporter({ url: process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT }), {
      scheduledDelayMillis: 200,
      maxQueueSize: 2048,
    }),
  ],
})
provider.register({ propagator: new XRayPropagator() })
const tracer = trace.getTracer('recommendations')

class ModelError extends Error {
  override name = 'ModelError'
}

async function inSpan<T>(
  name: string,
  kind: SpanKind,
  attributes: Record<string, string | number>,
  run: (span: Span) => Promise<T>,
) {
  return tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await run(span)
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error))
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) })
      throw error
    } finally {
      span.end()
    }
  })
}

/** Asks catalog what there is, so that nothing is recommended that cannot be bought. */
function candidates(category: string): Promise<Json[]> {
  const path = `/products?category=${category}`
  const attributes = {
    'http.request.method': 'GET',
    'url.full': `http://${hostOf.catalog}${path}`,
    'server.address': hostOf.catalog,
    'peer.service': hostOf.catalog,
  }
  return inSpan('GET', SpanKind.CLIENT, attributes, async (span) => {
    const headers: Record<string, string> = { host: hostOf.catalog }
    propagation.inject(context.active(), headers)
    const body = await new Promise<Json>((resolve, reject) => {
      const request = http.get(
        { hostname: hostOf.catalog, port: portOf('catalog'), path, headers, lookup: loopbackLookup, timeout: 1000 },
        (response) => {
          span.setAttribute('http.response.status_code', response.statusCode ?? 0)
          if ((response.statusCode ?? 0) >= 400) span.setStatus({ code: SpanStatusCode.ERROR })
          readBody(response).then((text) => resolve(parseBody(text)), reject)
        },
      )
      request.on('timeout', () => request.destroy(new Error(`${hostOf.catalog} did not answer within 1000 ms`)))
      request.on('error', reject)
    })
    return list(body)
  })
}

const categories = ['kitchen', 'light', 'furniture', 'textiles', 'decoration', 'garden'] as const

async function recommend(): Promise<Json> {
  const products = await candidates(pick(categories))
  return inSpan(
    'rank candidates',
    SpanKind.INTERNAL,
    { candidates: products.length, model: 'co-bought-7' },
    async () => {
      await work(14, 0.7)
      if (chance(0.008)) throw new ModelError('the model has no vector for this product')
      return products.slice(0, 4).map((product) => field(product, 'sku'))
    },
  )
}

const server = http.createServer((request, response) => {
  const parent = propagation.extract(context.active(), request.headers)
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  const attributes = {
    'http.request.method': request.method ?? 'GET',
    'http.route': path,
    'url.scheme': 'http',
    'url.path': path,
    'server.address': hostOf.recommendations,
    'network.peer.address': request.socket.remoteAddress ?? '',
    'enduser.id': String(request.headers['x-shop-user'] ?? ''),
    plan: String(request.headers['x-shop-plan'] ?? ''),
  }
  void context.with(parent, async () => {
    const span = tracer.startSpan(
      `GET ${path}`,
      { kind: SpanKind.SERVER, attributes: { ...attributes, 'aws.xray.annotations': ['plan'] } },
      parent,
    )
    await context.with(trace.setSpan(parent, span), async () => {
      const answer = await recommend()
        .then(ok)
        .catch((error: unknown) => {
          span.recordException(error instanceof Error ? error : String(error))
          span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) })
          return refuse(500, String(error))
        })
      span.setAttribute('http.response.status_code', answer.status)
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer.body))
    })
    span.end()
  })
})

joinShop()
const port = await listen(server)
onStop(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await provider.shutdown()
})
ready({ recommendations: port })
