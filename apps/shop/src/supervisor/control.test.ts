import http from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ScenarioId } from '../scenarios.ts'
import { startControl } from './control.ts'

let on: Set<ScenarioId>
let control: Awaited<ReturnType<typeof startControl>>

beforeEach(async () => {
  on = new Set()
  control = await startControl({
    on: () => on,
    set: async (id, value) => void (value ? on.add(id) : on.delete(id)),
    status: () => ({}),
  })
})
afterEach(() => control.close())

const post = (path: string, body: unknown) =>
  fetch(`${control.url}${path}`, { method: 'POST', body: JSON.stringify(body) })

it('lists every scenario and what is on', async () => {
  expect((await post('/scenarios/slow-database', { on: true })).status).toBe(200)
  const { scenarios } = (await (await fetch(`${control.url}/scenarios`)).json()) as {
    scenarios: { id: string; on: boolean; title: string; description: string }[]
  }
  expect(scenarios.filter((scenario) => scenario.on).map(({ id }) => id)).toEqual(['slow-database'])
  expect(scenarios.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['payment-timeouts', 'throttled-table', 'bank-down', 'retry-storm', 'bad-deployment']),
  )
  for (const { title, description } of scenarios) expect([title, description]).not.toContain('')
})

it('switches off again and answers the new state', async () => {
  on.add('bank-down')
  const answer = await (await post('/scenarios/bank-down', { on: false })).json()
  expect(answer).toMatchObject({
    scenarios: expect.arrayContaining([expect.objectContaining({ id: 'bank-down', on: false })]),
  })
  expect(on.size).toBe(0)
})

it.each([
  ['an unknown scenario', '/scenarios/meteor', { on: true }, 404],
  ['a body without a switch', '/scenarios/bank-down', { off: true }, 400],
  ['another path', '/', {}, 404],
])('refuses %s', async (_, path, body, status) => {
  expect((await post(path, body)).status).toBe(status)
  expect(on.size).toBe(0)
})

/** fetch sets Host itself; a page that reached us by DNS rebinding would send its own name. */
function statusFor(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${control.url}/scenarios`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject)
    request.end()
  })
}

it.each([
  ['its own name', { host: 'localhost:4000' }, 200],
  ['a foreign host', { host: 'evil.example' }, 403],
  ['a host that begins like ours', { host: '127.0.0.1.evil.example' }, 403],
  ['a foreign origin', { origin: 'https://evil.example' }, 403],
])('answers %s with %s', async (_, headers, status) => {
  expect(await statusFor(headers)).toBe(status)
})
