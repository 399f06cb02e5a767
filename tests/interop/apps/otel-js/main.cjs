// A small shop service as one writes it with OpenTelemetry's NodeSDK. The routes are those of ../README.md.
// INTEROP_OTEL=xray adds the X-Ray id generator and propagator; the exporter is chosen by OTEL_EXPORTER_OTLP_PROTOCOL.
const { context, SpanStatusCode, trace } = require('@opentelemetry/api')
const { getRPCMetadata } = require('@opentelemetry/core')
const { AWSXRayIdGenerator } = require('@opentelemetry/id-generator-aws-xray')
const { AwsInstrumentation } = require('@opentelemetry/instrumentation-aws-sdk')
const { ExpressInstrumentation } = require('@opentelemetry/instrumentation-express')
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http')
const { MySQL2Instrumentation } = require('@opentelemetry/instrumentation-mysql2')
const { AWSXRayPropagator } = require('@opentelemetry/propagator-aws-xray')
const { NodeSDK } = require('@opentelemetry/sdk-node')

const { INTEROP_OTEL: flavour, INTEROP_AWS: awsUrl, INTEROP_MYSQL_PORT: mysqlPort } = process.env

const sdk = new NodeSDK({
  instrumentations: [
    new HttpInstrumentation(),
    new ExpressInstrumentation(),
    new AwsInstrumentation({ suppressInternalInstrumentation: true }),
    new MySQL2Instrumentation(),
  ],
  ...(flavour === 'xray' ? { idGenerator: new AWSXRayIdGenerator(), textMapPropagator: new AWSXRayPropagator() } : {}),
})
sdk.start()

// Only what is required from here on is instrumented.
const http = require('node:http')
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb')
const express = require('express')
const mysql = require('mysql2')

const tracer = trace.getTracer('shop')
const dynamo = new DynamoDBClient({
  endpoint: awsUrl,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' },
  maxAttempts: 1,
})
const database = mysql.createConnection({
  host: '127.0.0.1',
  port: Number(mysqlPort),
  user: 'shop',
  password: 'secret',
  database: 'orders',
})

const app = express()
app.use((_request, response, next) => {
  response.set('x-trace-id', trace.getActiveSpan().spanContext().traceId)
  next()
})

app.get('/ping', (_request, response) => response.send('pong'))
app.get('/missing', (_request, response) => response.status(404).send('no such order'))
app.get('/busy', (_request, response) => response.status(429).send('later'))

function failing() {
  return tracer.startActiveSpan('reserve', (span) => {
    try {
      throw new RangeError('the shelf is empty')
    } catch (error) {
      span.recordException(error)
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.message })
      throw error
    } finally {
      span.end()
    }
  })
}

app.get('/broken', () => failing())
app.get('/caught', (_request, response) => {
  try {
    failing()
  } catch {
    // Handled: the request is answered all the same.
  }
  response.send('handled')
})

app.get('/notes', (_request, response) => {
  tracer.startActiveSpan('price', (span) => {
    span.setAttributes({
      'aws.xray.annotations': ['colour', 'weight', 'express'],
      colour: 'blue',
      weight: 42.5,
      express: true,
      'shop.order.lines': 2,
    })
    span.end()
  })
  // The active span is Express's own; the user belongs to the request.
  getRPCMetadata(context.active()).span.setAttribute('enduser.id', 'u-7')
  response.send('noted')
})

app.get('/call', (request, response, next) => {
  http
    .get(String(request.query.url), (answer) => {
      answer.resume()
      answer.on('end', () => response.send(`answered ${answer.statusCode}`))
    })
    .on('error', next)
})

app.get('/aws', async (request, response) => {
  const command = new GetItemCommand({ TableName: String(request.query.table), Key: { id: { S: '8841' } } })
  const outcome = await dynamo.send(command).then(
    () => 'found',
    (error) => error.name,
  )
  response.send(outcome)
})

app.get('/sql', (_request, response, next) => {
  database.query('SELECT id FROM orders WHERE id = 8841', (error, rows) =>
    error ? next(error) : response.send(`${rows.length} rows`),
  )
})

app.get('/many', async (request, response) => {
  const step = (index) =>
    tracer.startActiveSpan(`step ${index}`, async (span) => {
      await new Promise((done) => setTimeout(done, index % 10))
      span.end()
    })
  await Promise.all(Array.from({ length: Number(request.query.n) }, (_, index) => step(index)))
  response.send('done')
})

app.use((_error, _request, response, _next) => response.status(500).send('broken'))

const server = app.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port}`))
process.stdin.resume().on('end', () => sdk.shutdown().finally(() => process.exit(0)))
