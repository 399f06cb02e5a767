/** Holds every operation of the table to its row, through each SDK that this machine has, and prints what was checked. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ErrorName, httpStatus } from '../../../apps/xray/src/api/errors.ts'
import type { Limits } from '../../../apps/xray/src/api/limiter.ts'
import { model, type OperationName } from '../../../apps/xray/src/api/model.ts'
import { post, type Running, startRunning } from '../running.ts'
import { type Answer, boto3, type Client, javascript } from './clients.ts'
import { type Fixture, makeFixture, type Output } from './fixture.ts'
import { type Make, type Row, table } from './table.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const names = Object.keys(model) as OperationName[]
const none: Limits = new Map(names.map((name) => [name, 0]))

let running: Running
let throttling: Running
let clients: Client[]
let throttled: Client[]
let at: Fixture

beforeAll(async () => {
  running = await startRunning()
  throttling = await startRunning({ limits: none }, running.temporary)
  const both = async (url: string) =>
    [javascript(url), await boto3(url)].filter((client): client is Client => client !== null)
  clients = await both(running.url)
  throttled = await both(throttling.url)
  at = await makeFixture(running, clients[0] as Client)
})
afterAll(async () => {
  for (const client of [...(clients ?? []), ...(throttled ?? [])]) client.close()
  await throttling?.close()
  await running?.stop()
  print()
})

/** Checks done, by operation and kind. */
const done = new Map<OperationName, Map<string, number>>()
function did(name: OperationName, kind: string): void {
  const kinds = done.get(name) ?? new Map<string, number>()
  done.set(name, kinds.set(kind, (kinds.get(kind) ?? 0) + 1))
}

it('the table has the 38 operations, and each of their declared errors', () => {
  expect(names).toHaveLength(38)
  expect(Object.keys(table).sort()).toEqual([...names].sort())
  for (const name of names) {
    const told = [...Object.keys(table[name].errors), 'ThrottledException']
    expect(told.sort(), name).toEqual([...model[name].errors].sort())
    expect(table[name].pages !== undefined, `${name} pages`).toBe('NextToken' in model[name].input)
  }
})

describe.each(names)('%s', (name) => {
  const row: Row = table[name]
  const departures = (problems: readonly string[]) => problems.filter((problem) => row.departs?.test(problem) !== true)

  it('is answered', async () => {
    for (const [kind, make] of [
      ['minimal', row.minimal],
      ['full', row.full],
    ] as const)
      for (const client of make === undefined ? [] : clients) {
        const { output, problems } = answered(await client.call(name, await (make as Make)(at)), client)
        for (const member of row.answers) expect(output[member] ?? null, `${client.name}: ${member}`).not.toBeNull()
        expect(departures(problems), client.name).toEqual([])
        did(name, kind)
        await at.tidy()
      }
  })

  it('tells every declared error', async () => {
    for (const [index, client] of clients.entries()) {
      for (const [error, make] of Object.entries(row.errors) as [ErrorName, Make | string][]) {
        if (typeof make === 'string') continue
        refused(await client.call(name, await make(at)), error, client)
        did(name, 'errors')
        await at.tidy()
      }
      const slower = throttled[index] as Client
      refused(await slower.call(name, await row.minimal(at)), 'ThrottledException', slower)
      did(name, 'errors')
      await at.tidy()
    }
  })

  it('refuses what the model does not allow', async () => {
    const url = running.url + model[name].path
    const requests: [string, ErrorName][] = [
      ['{"', 'SerializationException'],
      ['[]', 'SerializationException'],
    ]
    const needed = Object.entries(model[name].input).filter(([, member]) => member.required)
    if (needed.length > 0) requests.push(['{}', 'ValidationException'])
    for (const member of Object.keys(model[name].input))
      requests.push([JSON.stringify({ [member]: [['no member is a list of lists']] }), 'SerializationException'])
    for (const [body, error] of requests) {
      const reply = await post(url, body)
      expect(reply.headers.get('x-amzn-errortype'), body).toBe(error)
      expect(reply.status, body).toBe(400)
      expect(reply.body, body).toEqual({ Message: expect.any(String) })
      did(name, 'refused')
    }
  })

  const { pages } = row
  it.runIf(pages !== undefined)('pages to the end', async () => {
    if (pages === undefined) return
    for (const client of clients) {
      const input = await pages.input(at)
      const total = typeof pages.total === 'number' ? pages.total : pages.total(at)
      const seen: unknown[] = []
      let NextToken: unknown
      let walked = 0
      do {
        const question = NextToken === undefined ? input : { ...input, NextToken }
        const { output, problems } = answered(await client.call(name, question), client)
        expect(departures(problems), client.name).toEqual([])
        seen.push(...((output[pages.member] ?? []) as Output[]).map(pages.idOf))
        NextToken = output.NextToken ?? undefined
        walked++
        did(name, 'pages')
      } while (NextToken !== undefined && walked < 1000)
      expect(NextToken, client.name).toBeUndefined()
      expect(new Set(seen).size, client.name).toBe(seen.length)
      expect(seen.length, client.name).toBe(total)
      expect(walked > 1, `${client.name}: ${walked} pages`).toBe(pages.many === true)
      await at.tidy()
    }
  })
})

function answered(answer: Answer, client: Client): Extract<Answer, { ok: true }> {
  if (!answer.ok) throw new Error(`${client.name}: ${answer.error} (${answer.status}): ${answer.message}`)
  return answer
}

function refused(answer: Answer, error: ErrorName, client: Client): void {
  expect(answer, `${client.name}: ${error}`).toMatchObject({ ok: false, error, status: httpStatus[error] })
  if (!answer.ok) expect(answer.message, client.name).toMatch(/\w/)
}

const kinds = ['minimal', 'full', 'errors', 'refused', 'pages'] as const

function print(): void {
  const count = (name: OperationName, kind: string) => done.get(name)?.get(kind) ?? 0
  const line = (label: string, cells: readonly (string | number)[]) =>
    `${label.padEnd(32)}${cells.map((cell) => String(cell).padStart(9)).join('')}`
  const total = names.reduce((sum, name) => sum + kinds.reduce((all, kind) => all + count(name, kind), 0), 0)
  const unprovoked = names.flatMap((name) =>
    Object.entries(table[name].errors).flatMap(([error, why]) =>
      typeof why === 'string' ? [`${name} ${error}: ${why}`] : [],
    ),
  )
  process.stdout.write(
    `${[
      `through ${(clients ?? []).map(({ name }) => name).join(' and ')}${clients?.length === 1 ? ' (no python3 with boto3 here: not run through it)' : ''}`,
      line('checks', kinds),
      ...names.map((name) =>
        line(
          name,
          kinds.map((kind) => count(name, kind) || '-'),
        ),
      ),
      `${total} checks of ${done.size} operations`,
      ...unprovoked.map((text) => `not provoked: ${text}`),
    ].join('\n')}\n`,
  )
}
