/** Real applications of the SDKs against a running service. */
import { CreateSamplingRuleCommand, GetSamplingStatisticSummariesCommand } from '@aws-sdk/client-xray'
import type { WireDocument } from '@roentgen/trace'
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest'
import { newTraceId, type Running, startRunning } from '../api/running.ts'
import { type Answer, type Application, NotRun, startApplication } from './application.ts'
import { type Check, checks, type Subject } from './checks.ts'
import { type Peers, startPeers } from './peers.ts'
import { playRecording } from './recorded/played.ts'
import { Report } from './report.ts'
import { type Sdk, sdks } from './sdks.ts'
import { see } from './seen.ts'
import { openTap, type Tap } from './tap.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 400_000 })

type Ready = { readonly application: Application; readonly tap: Tap; readonly subject: Subject }

let running: Running
let peers: Peers
const report = new Report()
const ready = new Map<Sdk, Ready>()
const notRun = new Map<Sdk, string>()

const serviceName = (sdk: Sdk) => `shop-${sdk.id}`

async function start(sdk: Sdk): Promise<void> {
  const tap = await openTap(running.port)
  try {
    const application = sdk.recording
      ? playRecording(sdk.recording, serviceName(sdk), tap.port)
      : await startApplication(await sdk.prepare(), {
          INTEROP_NAME: serviceName(sdk),
          INTEROP_AWS: peers.awsUrl,
          INTEROP_MYSQL_PORT: String(peers.mysqlPort),
          AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${tap.port}`,
          OTEL_SERVICE_NAME: serviceName(sdk),
          OTEL_EXPORTER_OTLP_ENDPOINT: running.otlpUrl ?? '',
          OTEL_BSP_SCHEDULE_DELAY: '200',
        })
    const { client } = running
    const subject = { name: serviceName(sdk), url: application.url ?? '', traits: sdk.traits, peers, client }
    ready.set(sdk, { application, tap, subject })
    report.sdk(sdk.name, application.version)
  } catch (error) {
    await tap.close()
    if (!(error instanceof NotRun)) throw error
    notRun.set(sdk, error.message)
    report.sdk(sdk.name, '-', error.message)
  }
}

beforeAll(async () => {
  ;[running, peers] = await Promise.all([startRunning({ otlpPort: 0 }), startPeers()])
  await Promise.all(sdks.map(start))
  // Before the first request: an SDK asks for rules every five minutes only.
  for (const [{ traits, recording }, { subject }] of ready)
    if (traits.rule !== null && recording === undefined) await makeRules(subject.name)
  askAll()
})

afterAll(async () => {
  await Promise.all([...ready.values()].map(({ application }) => application.stop()))
  await Promise.all([...ready.values()].map(({ tap }) => tap.close()))
  await peers.close()
  await running.stop()
  console.log(`\n${report.text()}\n`)
})

/** Skips, with the reason, what was not run or cannot be met. */
function readyOf(sdk: Sdk, context: TestContext): Ready {
  const found = ready.get(sdk)
  if (found === undefined) return context.skip(`not run: ${notRun.get(sdk)}`)
  return found
}

/** All requests of all SDKs are under way before the first is looked at: what each waits for, others wait for too. */
const answers = new Map<Sdk, Map<Check, Promise<Answer>>>()
const sampling = new Map<Sdk, Promise<void>>()

function askAll(): void {
  for (const [sdk, found] of ready) {
    const ofSdk = checks
      .filter(({ id }) => sdk.traits.lacks?.[id] === undefined)
      .map((check) => [check, quietly(ask(check, found))] as const)
    answers.set(sdk, new Map(ofSdk))
    if (sdk.traits.rule !== null && sdk.recording === undefined) sampling.set(sdk, quietly(samples(found)))
  }
}

/** Its test will tell: until then nobody listens. */
function quietly<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {})
  return work
}

const ask = (check: Check, { application, subject }: Ready) =>
  application.ask(check.path(subject), { 'x-amzn-trace-id': `Root=${newTraceId()};Sampled=1` })

async function reported(sdk: Sdk, what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run()
    report.check(sdk.name, what, 'ok')
  } catch (error) {
    report.check(sdk.name, what, 'failed')
    throw error
  }
}

async function meets(check: Check, { subject }: Ready, answer: Promise<Answer> | undefined): Promise<void> {
  const { status, traceId, text } = (await answer) ?? { status: 0, traceId: '', text: 'not asked' }
  expect(status, text).toBe(check.status)
  await vi.waitFor(
    async () => {
      const seen = await see(running.client, traceId)
      if (seen === null) throw new Error(`no summary of ${traceId}`)
      await check.expect(seen, subject)
    },
    { timeout: 20_000, interval: 300 },
  )
}

for (const sdk of sdks) {
  describe(sdk.name, () => {
    it.for(checks)('$what', async (check, context) => {
      const found = readyOf(sdk, context)
      const lacking = sdk.traits.lacks?.[check.id]
      if (lacking !== undefined) {
        report.check(sdk.name, check.what, `not met: ${lacking}`)
        context.skip(lacking)
      }
      await reported(sdk, check.what, () => meets(check, found, answers.get(sdk)?.get(check)))
    })

    if (sdk.traits.rule !== null && sdk.recording === undefined)
      it('asks for sampling rules, obeys them, reports its statistics', async (context) => {
        readyOf(sdk, context)
        await reported(sdk, 'sampling', async () => sampling.get(sdk))
      })

    if (sdk.traits.xrayHeader && sdk.recording === undefined)
      it('goes on with a trace of Node.js', async (context) => {
        const { subject } = readyOf(sdk, context)
        const caller = [...ready].find(([{ id }]) => id === 'node')?.[1]
        if (caller === undefined) throw new Error('Node.js always runs')
        await reported(sdk, 'a trace of Node.js goes on', async () => {
          const { traceId } = await caller.application.ask(`/call?url=${encodeURIComponent(`${subject.url}/ping`)}`, {
            'x-amzn-trace-id': `Root=${newTraceId()};Sampled=1`,
          })
          await vi.waitFor(
            async () => {
              const seen = await see(running.client, traceId)
              expect(seen?.segments.map(({ name }) => name).sort()).toEqual([caller.subject.name, subject.name].sort())
              expect(seen?.summary).toMatchObject({ IsPartial: false, EntryPoint: { Name: caller.subject.name } })
            },
            { timeout: 20_000, interval: 300 },
          )
        })
      })

    it('sends what only it sends, and nothing that is refused', async (context) => {
      const { tap } = readyOf(sdk, context)
      await reported(sdk, 'nothing refused', async () => {
        const { wire } = sdk.traits
        if (wire !== undefined) expect(tap.documents.some((document) => wire.test(document))).toBe(true)
        const told = await fetch(`${running.url}/roentgen/ingest`)
        expect(await told.json()).toMatchObject({ rejectCounts: {}, rejects: [] })
      })
    })
  })
}

/** One rule for the service samples everything, another nothing; neither is what an SDK does by itself. */
async function makeRules(name: string): Promise<void> {
  const rule = (suffix: string, path: string, rate: number) =>
    running.client.send(
      new CreateSamplingRuleCommand({
        SamplingRule: {
          RuleName: `${name}-${suffix}`,
          Priority: 10,
          FixedRate: rate,
          ReservoirSize: 0,
          ServiceName: name,
          ServiceType: '*',
          Host: '*',
          HTTPMethod: '*',
          URLPath: path,
          ResourceARN: '*',
          Version: 1,
        },
      }),
    )
  await Promise.all([rule('all', '/ping', 1), rule('none', '/nowhere', 0)])
}

async function samples({ application, tap, subject }: Ready): Promise<void> {
  const { client } = running
  const { name, traits } = subject

  // The first request without a decision starts the SDK's polling.
  await application.ask('/ping')
  await vi.waitFor(() => expect(asked(tap, '/GetSamplingRules')).not.toEqual([]), { timeout: 20_000 })
  await vi.waitFor(
    async () => {
      const answer = await application.ask('/ping')
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(ruleOf(tap, answer, traits.rule)).toBe(`${name}-all`)
    },
    { timeout: 20_000, interval: 300 },
  )

  const refused: Answer[] = []
  const taken: Answer[] = []
  for (let index = 0; index < 20; index++) refused.push(await application.ask('/nowhere'))
  for (let index = 0; index < 20; index++) taken.push(await application.ask('/ping'))
  await vi.waitFor(() => expect(sent(tap, taken)).toBe(20), { timeout: 10_000 })
  expect(sent(tap, refused)).toBe(0)

  await vi.waitFor(() => expect(asked(tap, '/SamplingTargets')).not.toEqual([]), { timeout: 30_000 })
  await vi.waitFor(
    async () => {
      const { SamplingStatisticSummaries: statistics = [] } = await client.send(
        new GetSamplingStatisticSummariesCommand({}),
      )
      const of = (ruleName: string) => statistics.filter(({ RuleName }) => RuleName === ruleName)
      expect(sum(of(`${name}-none`), 'RequestCount')).toBe(20)
      expect(sum(of(`${name}-none`), 'SampledCount')).toBe(0)
      expect(sum(of(`${name}-all`), 'RequestCount')).toBeGreaterThanOrEqual(20)
      expect(sum(of(`${name}-all`), 'SampledCount')).toBe(sum(of(`${name}-all`), 'RequestCount'))
    },
    { timeout: 40_000, interval: 500 },
  )
  for (const { headers, status } of [...asked(tap, '/GetSamplingRules'), ...asked(tap, '/SamplingTargets')]) {
    expect(headers.authorization).toBeUndefined()
    expect(status).toBe(200)
  }
}

const asked = (tap: Tap, path: string) => tap.requests.filter((request) => request.path === path)

/** Of these answers, those whose segment the SDK sent. */
const sent = (tap: Tap, answers: readonly Answer[]): number =>
  answers.filter(({ traceId }) => traceId !== '' && tap.documents.some((text) => text.includes(traceId))).length

const sum = <K extends 'RequestCount' | 'SampledCount'>(list: readonly { readonly [key in K]?: number }[], key: K) =>
  list.reduce((total, item) => total + (item[key] ?? 0), 0)

/** The sampling rule that the segment of an answer names; null while there is none. */
function ruleOf(tap: Tap, { traceId }: Answer, member: string | null): unknown {
  const sent = tap.documents.findLast((text) => text.includes(traceId) && !text.includes('"parent_id":'))
  if (sent === undefined || member === null) return null
  const { aws } = JSON.parse(sent) as WireDocument
  return typeof aws?.xray === 'object' && aws.xray !== null ? Reflect.get(aws.xray, member) : null
}
