import type { CompareReply } from '@roentgen/contract'
import { temporaryStore } from '@roentgen/store/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseConfig } from '../../apps/bff/src/config.ts'
import { type Bff, startBff } from '../../apps/bff/src/index.ts'
import { parseSource, type SourceSpec } from '../../apps/bff/src/source/spec.ts'
import { eventually, newId, newTraceId, type Running, startRunning } from '../api/running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

/** Two quarters of an hour, the second of them with a new version of `pay`. */
const minutes = 15
const perMinute = 24
const end = Math.floor(Date.now() / 60_000) * 60 - 300
const turn = end - minutes * 60
const start = turn - minutes * 60

type Served = {
  readonly name: string
  readonly took: number
  readonly calls?: readonly Served[]
  readonly version?: string
}

/** The documents of one request: every service its own segment, every call a subsegment. */
function request(at: number, root: Served): string[] {
  const trace = newTraceId(Math.floor(at))
  const documents: string[] = []
  const serve = ({ name, took, calls = [], version }: Served, from: number, parent: string | null): void => {
    const subsegments = calls.map((call) => {
      const id = newId()
      serve(call, from + 0.002, id)
      return { id, name: call.name, namespace: 'remote', start_time: from + 0.001, end_time: from + call.took + 0.003 }
    })
    documents.push(
      JSON.stringify({
        trace_id: trace,
        id: newId(),
        ...(parent === null ? {} : { parent_id: parent }),
        name,
        start_time: from,
        end_time: from + took,
        ...(version === undefined ? {} : { service: { version } }),
        subsegments,
      }),
    )
  }
  serve(root, at, null)
  return documents
}

/** Before: shop calls pay, which calls bank, and cart. After: pay waits four times as long for bank, and search has taken cart's place. */
function documents(): string[] {
  const all: string[] = []
  for (let i = 0; i < 2 * minutes * perMinute; i++) {
    const at = start + (i * 60) / perMinute + 0.5
    const now = at >= turn
    // The same spread in every minute, wide enough for ranks.
    const spread = 0.7 + (0.6 * ((i * 7) % perMinute)) / perMinute
    const bank = (now ? 0.2 : 0.05) * spread
    const pay = { name: 'pay', took: bank + 0.02, version: now ? 'v2' : 'v1', calls: [{ name: 'bank', took: bank }] }
    const other = { name: now ? 'search' : 'cart', took: 0.02 * spread }
    all.push(...request(at, { name: 'shop', took: bank + 0.1, calls: [pay, other] }))
  }
  return all
}

let running: Running
let bff: Bff
let api: string

async function ask(query: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${bff.url}/api/compare?${new URLSearchParams(query)}`)
  return { status: response.status, body: await response.json() }
}
async function compared(query: Record<string, string>): Promise<CompareReply> {
  const { status, body } = await ask({ from: String(turn), to: String(end), ...query })
  expect(status, JSON.stringify(body)).toBe(200)
  return body as CompareReply
}
const told = ({ changes }: CompareReply): string[] =>
  changes.map(
    ({ kind, nodes }) => `${nodes.map(({ name, type }) => (type === 'client' ? 'client' : name)).join('>')} ${kind}`,
  )

beforeAll(async () => {
  running = await startRunning({}, await temporaryStore())
  api = `xray:${running.url}`
  bff = await startBff({
    port: 0,
    store: running.temporary.store,
    source: parseSource('own') as SourceSpec,
    config: { ...parseConfig('', 'roentgen.yaml'), sources: [parseSource(api) as SourceSpec] },
    xrayUrl: running.url,
    checkReplies: true,
  })
  const all = documents()
  for (let i = 0; i < all.length; i += 500) {
    const reply = await fetch(`${running.url}/TraceSegments`, {
      method: 'POST',
      body: JSON.stringify({ TraceSegmentDocuments: all.slice(i, i + 500) }),
    })
    expect(await reply.json()).toEqual({ UnprocessedTraceSegments: [] })
  }
  const { store } = running.temporary
  await eventually(
    async () =>
      (await store.statistics()).traces >= 2 * minutes * perMinute && (await store.unsettledTraces()).length === 0,
    (ready) => ready,
    250,
  )
})
afterAll(async () => {
  await bff?.close()
  await running?.stop()
})

/** Of the whole story: the slow call first, all that waits for it below it; then what is new and what is gone with their calls. */
function expectStory(reply: CompareReply): void {
  expect(reply.verdict).toBe('changed')
  expect(told(reply)[0]).toBe('pay>bank slower')
  expect(new Set(told(reply))).toEqual(
    new Set([
      ...['pay>bank slower', 'bank slower', 'shop>pay slower', 'pay slower', 'client>shop slower', 'shop slower'],
      ...['search new', 'shop>search new', 'cart gone', 'shop>cart gone'],
    ]),
  )
  const [slow] = reply.changes
  expect(slow).toMatchObject({ subject: 'edge', cause: null, quantile: 95 })
  expect(slow?.effect).toBeGreaterThan(3)
  expect(slow?.before.total).toBe(minutes * perMinute)
  expect(slow?.after.total).toBe(minutes * perMinute)
  for (const change of reply.changes)
    if (change.kind === 'slower' && change !== slow) expect(change.cause, JSON.stringify(change.nodes)).not.toBeNull()
  expect(reply.gone.nodes.map(({ name }) => name)).toEqual(['cart'])
  expect(reply.gone.edges).toHaveLength(1)
  expect(reply.exactness).toEqual({ window: { kind: 'exact' }, before: { kind: 'exact' } })
}

describe('two windows', () => {
  it.each(['own', 'xray'])('with a slow call, a new node and one that is gone, of the source %s', async (source) => {
    const reply = await compared({ source: source === 'own' ? 'own' : api })
    expectStory(reply)
    expect(reply).toMatchObject({ against: 'previous', since: null, before: { from: start, to: turn } })
    expect(reply.dispersion).toBe('measured')
  })

  it('without a change say so', async () => {
    const middle = String(turn + Math.floor(minutes / 2) * 60)
    const reply = await compared({ from: middle, before: `${turn}~${middle}` })
    expect(reply).toMatchObject({ verdict: 'same', changes: [], against: 'own' })
    expect(reply.compared.edges).toBe(4)
  })

  it('of which the earlier had ended before anything was kept', async () => {
    for (const before of ['week', `${start - 400 * 86_400}~${start - 399 * 86_400}`])
      expect(await compared({ before })).toMatchObject({ verdict: 'nothing-before', changes: [], gone: { nodes: [] } })
  })

  it('of which the later is empty', async () => {
    const to = String(start - 3600)
    expect(await compared({ from: String(start - 7200), to })).toMatchObject({ verdict: 'nothing-now', changes: [] })
  })

  it('of a filter count its traces only', async () => {
    const reply = await compared({ filter: 'service("search")' })
    expect(reply.verdict).toBe('nothing-before')
    const slow = await compared({ filter: 'service("bank") { responsetime > 0.1 }' })
    expect(slow.changes.filter(({ kind }) => kind === 'gone')).toEqual([])
  })
})

describe('since the last deployment', () => {
  it('the windows meet where its first request began', async () => {
    const changes = await fetch(`${bff.url}/api/changes?from=${start}&to=${end}`)
    const { changes: list } = (await changes.json()) as {
      changes: { id: string; kind: string; version: string | null }[]
    }
    const deployments = list.filter(({ kind }) => kind === 'deployment')
    expect(deployments.map(({ version }) => version)).toEqual(['v2'])
    const since = deployments[0]?.id ?? ''
    const reply = await compared({ from: String(start), since })
    expect(reply).toMatchObject({ against: 'since', since: { id: since, subject: 'pay', version: 'v2' } })
    expect(reply.window.from).toBeCloseTo(turn, -1)
    expect(reply.window.from - reply.before.from).toBeCloseTo(reply.window.to - reply.window.from, 3)
    expect(reply.before.to).toBe(reply.window.from)
    expect(told(reply)[0]).toBe('pay>bank slower')
    // A deployment before the window is found too; the window itself stays.
    const inside = await compared({ from: String(turn + 300), since })
    expect(inside.window).toEqual({ from: turn + 300, to: end })
  })

  it('an X-Ray API knows no versions', async () => {
    const { status, body } = await ask({ source: api, from: String(start), to: String(end), since: 'pay@v2' })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      error: { code: 'BAD_REQUEST', message: expect.stringContaining('since: no deployment') },
    })
  })
})

it.each<[string, Record<string, string>, string, string]>([
  ['a word', { before: 'yesterday~' }, 'BAD_WINDOW', 'none of previous, day, week, from~to'],
  ['a time that is none', { before: 'soon~later' }, 'BAD_WINDOW', 'before:'],
  ['three times', { before: '1~2~3' }, 'BAD_WINDOW', 'none of'],
  ['a window that overlaps', { before: `${turn - 60}~${turn + 60}` }, 'BAD_WINDOW', 'must end by the time'],
  ['a window that is empty', { before: `${turn - 60}~${turn - 60}` }, 'BAD_WINDOW', 'before:'],
  ['a day of a longer window', { from: String(end - 2 * 86_400), before: 'day' }, 'BAD_WINDOW', 'longer than a day'],
  ['both', { before: 'day', since: 'x' }, 'BAD_REQUEST', 'not both'],
  ['a deployment nobody knows', { since: 'x@1' }, 'BAD_REQUEST', 'no deployment "x@1"'],
  ['a window that runs backwards', { from: String(end), to: String(turn) }, 'BAD_WINDOW', ''],
  ['a source nobody has', { source: 'xray:http://127.0.0.1:1' }, 'NOT_FOUND', 'There is no source'],
  ['a filter that is none', { filter: 'service(' }, 'BAD_FILTER', ''],
])('%s is refused in the contract’s words', async (_, query, code, message) => {
  const { status, body } = await ask({ from: String(turn), to: String(end), ...query })
  expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  expect(body).toMatchObject({ error: { code, message: expect.stringContaining(message) } })
})
