/**
 * Three clients under one rule: the SDKs for Node and Python, and one that honours quotas to the letter. What each samples is within
 * the deviation of its own theory, the promises of all never add up to more than the reservoir, and the statistics operation tells
 * what the clients counted.
 */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { CreateSamplingRuleCommand, paginateGetSamplingStatisticSummaries } from '@aws-sdk/client-xray'
import { testScale } from '@roentgen/store/testing'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Running, startRunning } from '../api/running.ts'
import { type Heard, type Listening, listenBetween } from './listening.ts'
import { expectedSamples, type Second } from './theory.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const rule = { name: 'acceptance', fixedRate: 0.05, reservoirSize: 10 }
const perSecond = 200
/** Long enough for a first report and some seconds under a quota. */
const seconds = Math.max(14, Math.round(60 * testScale()))
/** Three at full size; the small runs of every day would fail once in a hundred with three, and prove less. */
const sigmas = testScale() >= 1 ? 3 : 5

type Client = { readonly name: string; readonly command: readonly string[]; readonly honours: boolean }

const program = (name: string) => join(import.meta.dirname, 'clients', name)
const hasPython = spawnSync('python3', ['-c', 'import aws_xray_sdk.core']).status === 0
const clients: readonly Client[] = [
  { name: 'aws-xray-sdk for Node', command: [process.execPath, program('node-sdk.cjs')], honours: false },
  ...(hasPython
    ? [{ name: 'aws_xray_sdk for Python', command: ['python3', program('python_sdk.py')], honours: true }]
    : []),
  { name: 'to the letter', command: [process.execPath, program('own-client.mjs')], honours: true },
  // Where there is no Python its place is taken, so that three share the reservoir.
  ...(hasPython
    ? []
    : [{ name: 'to the letter, again', command: [process.execPath, program('own-client.mjs')], honours: true }]),
]

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.stop())

function run({ command: [file = '', ...args] }: Client, address: string): Promise<readonly Second[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...args, address, String(perSecond), String(seconds)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Whatever the machine has set must not point an SDK elsewhere.
      env: { ...process.env, AWS_XRAY_DAEMON_ADDRESS: undefined },
    })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8')
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(out.trim().split('\n').at(-1) ?? '').seconds)
      else reject(new Error(`${file} ended with ${code}: ${out}`))
    })
  })
}

it(`${clients.length} clients at ${perSecond} requests a second over ${seconds} s`, async () => {
  await running.client.send(
    new CreateSamplingRuleCommand({
      SamplingRule: {
        RuleName: rule.name,
        Priority: 1,
        FixedRate: rule.fixedRate,
        ReservoirSize: rule.reservoirSize,
        ResourceARN: '*',
        ServiceName: '*',
        ServiceType: '*',
        Host: '*',
        HTTPMethod: '*',
        URLPath: '*',
        Version: 1,
      },
    }),
  )
  const between: Listening[] = []
  for (const _ of clients) between.push(await listenBetween(running.url))
  const results = await Promise.all(clients.map((client, index) => run(client, between[index]?.address ?? '')))
  await Promise.all(between.map((one) => one.close()))

  const rows = clients.map((client, index) => {
    const counted = results[index] ?? []
    const heard = between[index]?.heard ?? []
    const expected = expectedSamples(counted, heard, client.honours, rule)
    const sampled = counted.reduce((sum, [, , one]) => sum + one, 0)
    return {
      client: client.name,
      requests: counted.reduce((sum, [, one]) => sum + one, 0),
      reservoir: expected.reserved,
      sampled,
      theory: Number(expected.samples.toFixed(1)),
      sigma: Number(expected.sigma.toFixed(1)),
      off: Number(((sampled - expected.samples) / expected.sigma).toFixed(2)),
      quotas: heard.map(({ perSecond: quota }) => quota).join(' '),
    }
  })
  process.stdout.write(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
  for (const row of rows) {
    expect(row.requests).toBe(perSecond * seconds)
    expect(Math.abs(row.off), `${row.client} is off by ${row.off} sigma`).toBeLessThanOrEqual(sigmas)
    expect(row.quotas.length, `${row.client} was given quotas`).toBeGreaterThan(0)
  }

  const reported = { requests: 0, sampled: 0 }
  for await (const page of paginateGetSamplingStatisticSummaries({ client: running.client }, {}))
    for (const one of page.SamplingStatisticSummaries ?? [])
      if (one.RuleName === rule.name) {
        reported.requests += one.RequestCount ?? 0
        // These SDKs count a borrowed request apart from the sampled ones.
        reported.sampled += (one.SampledCount ?? 0) + (one.BorrowCount ?? 0)
      }
  expect(reported).toEqual({
    requests: rows.reduce((sum, row) => sum + row.requests, 0),
    sampled: rows.reduce((sum, row) => sum + row.sampled, 0),
  })

  expect(mostPromised(between.map(({ heard }) => heard))).toBeLessThanOrEqual(rule.reservoirSize)
})

/** The largest sum of quotas that held in any one second, each at its largest in that second. */
function mostPromised(all: readonly (readonly Heard[])[]): number {
  const times = all.flat().flatMap(({ atS, untilS }) => [Math.floor(atS), untilS])
  const heldIn = (heard: readonly Heard[], second: number) =>
    Math.max(
      0,
      ...heard
        .filter((one, index) => {
          const until = Math.min(one.untilS, heard[index + 1]?.atS ?? Number.POSITIVE_INFINITY)
          return Math.floor(one.atS) <= second && second <= until
        })
        .map(({ perSecond: quota }) => quota),
    )
  return Math.max(0, ...times.map((second) => all.reduce((sum, heard) => sum + heldIn(heard, second), 0)))
}
