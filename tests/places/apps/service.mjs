/** A traced service: answers, after asking `NEXT` when it is set. Says its port on a line of its own. */
import http from 'node:http'
import { createRequire } from 'node:module'

// The SDK belongs to the sample shop; nothing else installs it.
const require = createRequire(new URL('../../../apps/shop/package.json', import.meta.url))
const AWSXRay = require('aws-xray-sdk-core')

AWSXRay.middleware.setDefaultName(process.env.NAME)
AWSXRay.middleware.disableCentralizedSampling()
AWSXRay.middleware.setSamplingRules({ version: 2, default: { fixed_target: 100, rate: 1 }, rules: [] })
const { request } = AWSXRay.captureHTTPs(http, true)

http
  .createServer((incoming, response) => {
    const segment = AWSXRay.middleware.traceRequestResponseCycle(incoming, response)
    AWSXRay.getNamespace().run(() => {
      AWSXRay.setSegment(segment)
      if (process.env.NEXT === undefined) return response.end('7')
      const outgoing = request(process.env.NEXT, (answer) => answer.resume().on('end', () => response.end('7')))
      outgoing.end()
    })
  })
  .listen(0, '127.0.0.1', function () {
    console.log(this.address().port)
  })
