// A small shop service as one writes it with aws-xray-sdk and express. The routes are those of ../README.md.
import http from 'node:http'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import AWSXRay from 'aws-xray-sdk'
import express from 'express'
import mysql2 from 'mysql2'

const { INTEROP_NAME: name = 'interop-node', INTEROP_AWS: awsUrl, INTEROP_MYSQL_PORT: mysqlPort } = process.env

AWSXRay.captureHTTPsGlobal(http)
const mysql = AWSXRay.captureMySQL(mysql2)
const dynamo = AWSXRay.captureAWSv3Client(
  new DynamoDBClient({
    endpoint: awsUrl,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' },
    maxAttempts: 1,
  }),
)
const database = mysql.createConnection({
  host: '127.0.0.1',
  port: Number(mysqlPort),
  user: 'shop',
  password: 'secret',
  database: 'orders',
})

const app = express()
app.use(AWSXRay.express.openSegment(name))
app.use((_request, response, next) => {
  response.set('x-trace-id', AWSXRay.getSegment().trace_id)
  next()
})

app.get('/ping', (_request, response) => response.send('pong'))
app.get('/missing', (_request, response) => response.status(404).send('no such order'))
app.get('/busy', (_request, response) => response.status(429).send('later'))
app.get('/broken', (_request, _response, next) => next(new RangeError('the shelf is empty')))

app.get('/caught', (_request, response) => {
  try {
    AWSXRay.captureFunc('reserve', () => {
      throw new RangeError('the shelf is empty')
    })
  } catch {
    // Handled: the request is answered all the same.
  }
  response.send('handled')
})

app.get('/notes', (_request, response) => {
  AWSXRay.getSegment().setUser('u-7')
  AWSXRay.captureFunc('price', (subsegment) => {
    subsegment.addAnnotation('colour', 'blue')
    subsegment.addAnnotation('weight', 42.5)
    subsegment.addAnnotation('express', true)
    subsegment.addMetadata('order', { lines: 2 }, 'shop')
  })
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
    new Promise((done) => {
      AWSXRay.captureAsyncFunc(`step ${index}`, (subsegment) => {
        setTimeout(() => {
          subsegment.close()
          done()
        }, index % 10)
      })
    })
  await Promise.all(Array.from({ length: Number(request.query.n) }, (_, index) => step(index)))
  response.send('done')
})

app.use(AWSXRay.express.closeSegment())
app.use((_error, _request, response, _next) => response.status(500).send('broken'))

const server = app.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port}`))
process.stdin.resume().on('end', () => process.exit(0))
