// aws-xray-sdk-core: decisions through the middleware's own way, real segments sent to the daemon's port.
const { createRequire } = require('node:module')
const { join } = require('node:path')

const [address, perSecond, seconds] = process.argv.slice(2)
process.env.AWS_XRAY_DAEMON_ADDRESS = address
process.env.AWS_XRAY_LOG_LEVEL = 'silent'
process.env.AWS_XRAY_CONTEXT_MISSING = 'IGNORE_ERROR'
const sdk = createRequire(join(__dirname, '../../../apps/shop/package.json'))('aws-xray-sdk-core')
const { mwUtils, ruleCache } = (() => {
  const inside = createRequire(
    createRequire(join(__dirname, '../../../apps/shop/package.json')).resolve('aws-xray-sdk-core'),
  )
  return { mwUtils: inside('./middleware/mw_utils'), ruleCache: inside('./middleware/sampling/rule_cache') }
})()

const decide = () => {
  const segment = new sdk.Segment('node-sdk')
  const request = { headers: { host: 'shop.example' }, method: 'GET', url: '/orders' }
  mwUtils.resolveSampling({}, segment, { req: request })
  const sampled = !segment.notTraced
  segment.close()
  return sampled
}

const counted = new Map()
function count() {
  const sampled = decide()
  const second = Math.floor(Date.now() / 1000)
  const [requests, samples] = counted.get(second) ?? [0, 0]
  counted.set(second, [requests + 1, samples + (sampled ? 1 : 0)])
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

async function main() {
  mwUtils.sampler.start()
  while (!ruleCache.getLastUpdated()) await pause(50)
  const startMs = Date.now()
  const total = Number(perSecond) * Number(seconds)
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((Date.now() - startMs) / 1000) * Number(perSecond)))
    for (; sent < due; sent++) count()
    await pause(5)
  }
  // The next report comes within ten seconds.
  while (ruleCache.getRules().some((rule) => rule.everMatched())) await pause(100)
  await pause(500)
  process.stdout.write(`${JSON.stringify({ seconds: [...counted].map(([second, counts]) => [second, ...counts]) })}\n`)
  process.exit(0)
}
main()
