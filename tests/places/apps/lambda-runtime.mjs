/**
 * What a Lambda base image runs: asks the runtime interface for the next event, sets `_X_AMZN_TRACE_ID`, calls the handler, posts what it
 * gave. The handler is traced as its author would: with the X-Ray SDK alone, which sends subsegments only.
 * Runtime interface: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
import http from 'node:http'
import { createRequire } from 'node:module'

// The SDK belongs to the sample shop; nothing else installs it.
const require = createRequire(new URL('../../../apps/shop/package.json', import.meta.url))
const AWSXRay = require('aws-xray-sdk-core')

const runtime = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`
const { request } = AWSXRay.captureHTTPs(http)

const get = (url) =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, (incoming) => {
      incoming.resume()
      incoming.on('end', () => resolve(incoming.statusCode))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })

/** The code under test. */
const handler = (event) =>
  AWSXRay.captureAsyncFunc('## index.handler', async (subsegment) => {
    subsegment.addAnnotation('order', event.order)
    try {
      const status = await get(event.stock)
      if (event.fail) throw new Error('out of stock')
      subsegment.close()
      return { status }
    } catch (error) {
      subsegment.close(error)
      throw error
    }
  })

for (;;) {
  const next = await fetch(`${runtime}/next`)
  if (next.status === 410) break
  const id = next.headers.get('lambda-runtime-aws-request-id')
  process.env._X_AMZN_TRACE_ID = next.headers.get('lambda-runtime-trace-id') ?? ''
  const event = await next.json()
  try {
    await fetch(`${runtime}/${id}/response`, { method: 'POST', body: JSON.stringify(await handler(event)) })
  } catch (error) {
    const body = JSON.stringify({ errorMessage: error.message, errorType: error.name })
    await fetch(`${runtime}/${id}/error`, { method: 'POST', body })
  }
}
