// A client that does what X-Ray's documentation says, to the letter: quotas until their end, then one borrowed request a second.
import { randomBytes } from 'node:crypto'

const [address, perSecond, seconds] = process.argv.slice(2)
const ClientID = randomBytes(12).toString('hex')
const post = async (path, body) =>
  (await fetch(`http://${address}${path}`, { method: 'POST', body: JSON.stringify(body) })).json()
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const { SamplingRuleRecords } = await post('/GetSamplingRules', {})
const [rule] = SamplingRuleRecords.map(({ SamplingRule }) => SamplingRule).sort((a, b) => a.Priority - b.Priority)
let rate = rule.FixedRate
let quota = null
let counts = { RequestCount: 0, SampledCount: 0, BorrowCount: 0 }
let now = 0
let taken = 0
let borrowed = 0

function decide(second) {
  if (second !== now) [now, taken, borrowed] = [second, 0, 0]
  counts.RequestCount++
  const fresh = quota !== null && quota.untilS >= second
  if (fresh && taken < quota.perSecond) {
    taken++
    counts.SampledCount++
    return true
  }
  if (!fresh && rule.ReservoirSize > 0 && borrowed < 1) {
    borrowed++
    counts.BorrowCount++
    return true
  }
  const sampled = Math.random() < rate
  if (sampled) counts.SampledCount++
  return sampled
}

async function report() {
  if (counts.RequestCount === 0) return
  const told = counts
  counts = { RequestCount: 0, SampledCount: 0, BorrowCount: 0 }
  const { SamplingTargetDocuments } = await post('/SamplingTargets', {
    SamplingStatisticsDocuments: [{ RuleName: rule.RuleName, ClientID, Timestamp: Date.now() / 1000, ...told }],
  })
  for (const target of SamplingTargetDocuments) {
    rate = target.FixedRate
    if (target.ReservoirQuota !== null && target.ReservoirQuotaTTL !== null)
      quota = { perSecond: target.ReservoirQuota, untilS: target.ReservoirQuotaTTL }
  }
}

const counted = new Map()
const poll = setInterval(() => void report(), 10_000)
const startMs = Date.now()
const total = Number(perSecond) * Number(seconds)
for (let sent = 0; sent < total; ) {
  const due = Math.min(total, Math.floor(((Date.now() - startMs) / 1000) * Number(perSecond)))
  for (; sent < due; sent++) {
    const second = Math.floor(Date.now() / 1000)
    const [requests, samples] = counted.get(second) ?? [0, 0]
    counted.set(second, [requests + 1, samples + (decide(second) ? 1 : 0)])
  }
  await pause(5)
}
clearInterval(poll)
await report()
process.stdout.write(`${JSON.stringify({ seconds: [...counted].map(([second, told]) => [second, ...told]) })}\n`)
