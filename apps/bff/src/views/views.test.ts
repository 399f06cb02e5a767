import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ViewReply, ViewsReply } from '@roentgen/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeXray, fakeXray } from '../source/aws/fake-xray.ts'
import { parseSource, type SourceSpec } from '../source/spec.ts'
import { type Bff, startBff } from '../start.ts'

let data: string
let fake: FakeXray
let bff: Bff

const start = (): Promise<Bff> =>
  startBff({
    port: 0,
    source: parseSource(`xray:${fake.url}`) as SourceSpec,
    data,
    checkReplies: true,
    log: () => {},
  })

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'roentgen-views-'))
  fake = await fakeXray(() => ({ body: {} }))
  bff = await start()
})
afterAll(async () => {
  await bff?.close()
  await fake?.close()
  rmSync(data, { recursive: true, force: true })
})

async function ask<T>(
  path: string,
  body?: unknown,
): Promise<{ status: number; reply: T & { error?: { code: string } } }> {
  const response = await fetch(`${bff.url}${path}`, {
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return { status: response.status, reply: (await response.json()) as T & { error?: { code: string } } }
}

const content = (name: string) => ({
  name,
  search: { by: 'domain', flow: 'down', hide: 'kind = database' },
  pins: [['orders~remote', 120, -40]],
  layout: [
    ['orders~remote', 120, -40],
    ['group:domain:pay', 0, 300],
  ],
})

const save = async (name: string): Promise<ViewReply> => (await ask<ViewReply>('/api/views', content(name))).reply
const list = async (): Promise<ViewsReply> => (await ask<ViewsReply>('/api/views')).reply

describe('named views', () => {
  it('are saved, listed by name and read, also after a restart', async () => {
    expect(await list()).toEqual({ views: [], kept: 'files', problem: null })
    const zebra = await save('Zebra')
    const view = await save('  Checkout at a glance ')
    expect(view).toMatchObject({ ...content('Checkout at a glance'), id: expect.stringMatching(/^v[0-9a-z]{10}$/) })
    expect((await list()).views.map(({ name, pins }) => [name, pins])).toEqual([
      ['Checkout at a glance', 1],
      ['Zebra', 1],
    ])
    await bff.close()
    bff = await start()
    expect((await ask(`/api/views/${view.id}`)).reply).toEqual(view)
    expect((await ask(`/api/views/${zebra.id}/delete`, { saved: zebra.saved })).status).toBe(200)
    expect((await list()).views.map(({ id }) => id)).toEqual([view.id])
  })

  it('change in what is said, and not under the hands of somebody else', async () => {
    const view = await save('Payments')
    const renamed = (await ask<ViewReply>(`/api/views/${view.id}`, { name: 'Paying', saved: view.saved })).reply
    expect(renamed).toEqual({ ...view, name: 'Paying', saved: renamed.saved })
    expect(renamed.saved).toBeGreaterThan(view.saved)
    for (const path of [`/api/views/${view.id}`, `/api/views/${view.id}/delete`])
      expect(await ask(path, { saved: view.saved })).toMatchObject({
        status: 409,
        reply: { error: { code: 'CONFLICT' } },
      })
    const pinned = await ask<ViewReply>(`/api/views/${view.id}`, { pins: [], saved: renamed.saved })
    expect(pinned.reply).toMatchObject({ name: 'Paying', pins: [], layout: view.layout })
  })

  it('have names of their own', async () => {
    await save('Shipping')
    expect(await ask('/api/views', content('SHIPPING'))).toMatchObject({ status: 409 })
    const other = await save('Deliveries')
    expect(await ask(`/api/views/${other.id}`, { name: 'shipping', saved: other.saved })).toMatchObject({ status: 409 })
  })

  it.each([
    ['no name', { name: '  ' }],
    ['a member that is none', { search: { 'x-y': '1' } }],
    ['a place that is none', { pins: [['orders', Number.MAX_VALUE, 0]] }],
    ['a place without its height', { layout: [['orders', 1]] }],
    ['too many places', { layout: Array.from({ length: 501 }, (_, i) => [`n${i}`, 0, 0]) }],
  ])('are refused with %s', async (_, part) => {
    const { status, reply } = await ask('/api/views', { ...content('Bad'), ...part })
    expect([status, reply.error?.code]).toEqual([400, 'BAD_REQUEST'])
  })

  it('that do not exist are said not to', async () => {
    for (const path of ['/api/views/v0000000000', '/api/views/__proto__'])
      expect(await ask(path)).toMatchObject({ status: 404, reply: { error: { code: 'NOT_FOUND' } } })
    expect((await ask('/api/views/v0000000000/delete', { saved: 1 })).status).toBe(404)
  })
})
