import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GraphReply, LabelTexts, NamesReply } from '@roentgen/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../config.ts'
import { type FakeXray, fakeXray } from '../source/aws/fake-xray.ts'
import { parseSource, type SourceSpec } from '../source/spec.ts'
import { type Bff, startBff } from '../start.ts'

const file = `
services:
  - match: orders
    label: Order taking
    team: Checkout
  - match: "*"
    type: AWS::ECS*
    domain: Shop
external:
  - { match: "10.*", name: Old data centre }
`

let data: string
let fake: FakeXray
let bff: Bff

const start = (): Promise<Bff> =>
  startBff({
    port: 0,
    source: parseSource(`xray:${fake.url}`) as SourceSpec,
    config: parseConfig(file, 'roentgen.yaml'),
    data,
    checkReplies: true,
    log: () => {},
  })

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'roentgen-names-'))
  const service = (ReferenceId: number, Name: string, Type: string) => ({ ReferenceId, Name, Type, State: 'active' })
  fake = await fakeXray(() => ({
    body: {
      Services: [
        service(0, 'orders', 'AWS::ECS::Container'),
        service(1, 'pay', 'AWS::Lambda'),
        service(2, 'pay', 'AWS::Lambda::Function'),
        service(3, '10.0.0.7', 'remote'),
      ],
    },
  }))
  bff = await start()
})
afterAll(async () => {
  await bff?.close()
  await fake?.close()
  rmSync(data, { recursive: true, force: true })
})

const texts = (some: Partial<LabelTexts>): LabelTexts => ({
  name: null,
  owner: null,
  team: null,
  domain: null,
  contact: null,
  ...some,
})
const ask = async <T>(path: string): Promise<T> => (await (await fetch(bff.url + path)).json()) as T
const names = (): Promise<NamesReply> => ask('/api/names')

/** `200` and what is kept of it, or the error's code and message. */
async function set(name: string, label: Partial<LabelTexts>, revision = 0, headers: Record<string, string> = {}) {
  const reply = await fetch(`${bff.url}/api/names`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ match: { name, type: null, account: null }, label: texts(label), revision }),
  })
  const body = (await reply.json()) as NamesReply & { error?: { code: string; message: string } }
  return {
    status: reply.status,
    code: body.error?.code ?? 'ok',
    message: body.error?.message ?? '',
    entry: body.kept?.find((one) => one.match.name === name),
  }
}
const label = async (id: string) =>
  (await ask<GraphReply>('/api/graph')).nodes.find((node) => node.id === encodeURIComponent(id).replaceAll('%7E', '~'))
    ?.label

describe('names', () => {
  it('of the file stand on the graph, locked', async () => {
    expect(await label('orders~AWS::ECS::Container')).toEqual({
      ...texts({ name: 'Order taking', team: 'Checkout', domain: 'Shop' }),
      locked: ['name', 'team', 'domain'],
    })
    expect(await label('10.0.0.7~remote')).toMatchObject({ name: 'Old data centre' })
    expect(await label('pay~AWS::Lambda')).toBeUndefined()
    expect(await names()).toMatchObject({
      locked: [{ match: { name: 'orders' } }, { match: { name: '*', type: 'AWS::ECS*' } }],
      external: [{ match: '10.*', name: 'Old data centre' }],
      kept: [],
      place: 'files',
      problem: null,
    })
  })

  it('set on a page are on the graph at once, and after a restart', async () => {
    const made = await set('pay', { name: ' Payments ', owner: 'Ann', contact: 'ann@example.com' })
    expect(made).toMatchObject({
      status: 200,
      entry: { label: texts({ name: 'Payments', owner: 'Ann', contact: 'mailto:ann@example.com' }) },
    })
    for (const id of ['pay~AWS::Lambda', 'pay~AWS::Lambda::Function']) {
      expect(await label(id)).toMatchObject({ name: 'Payments', owner: 'Ann', locked: [] })
    }
    await bff.close()
    bff = await start()
    expect(await label('pay~AWS::Lambda')).toMatchObject({ name: 'Payments' })
    expect(JSON.parse(readFileSync(join(data, 'bff', 'names.json'), 'utf8'))).toMatchObject({ version: 1 })
  })

  it('are not written over by who has not seen them', async () => {
    const first = await set('late', { team: 'A' })
    expect(await set('late', { team: 'B' })).toMatchObject({ status: 409, code: 'CONFLICT' })
    // Another service meanwhile is nobody's conflict.
    await set('other', { team: 'A' })
    expect(await set('late', { team: 'B' }, first.entry?.revision)).toMatchObject({ status: 200 })
    expect(await set('late', { team: 'C' }, first.entry?.revision)).toMatchObject({ status: 409 })
  })

  it('that are empty are gone', async () => {
    const made = await set('gone', { team: 'A' })
    expect(await set('gone', { team: '  ' }, made.entry?.revision)).toMatchObject({ status: 200, entry: undefined })
    expect((await names()).kept.map(({ match }) => match.name)).not.toContain('gone')
    expect(await set('gone', { team: 'B' })).toMatchObject({ status: 200 })
  })

  it.each([
    ['orders', { name: 'Mine' }, 'BAD_REQUEST', 'is set to "Order taking" in roentgen.yaml'],
    ['storefront', { name: 'order TAKING' }, 'CONFLICT', 'is what orders is called already'],
    ['storefront', { name: 'x'.repeat(81) }, 'BAD_REQUEST', 'at most 80 characters'],
    ['storefront', { owner: 'a\nb' }, 'BAD_REQUEST', 'one line'],
    ['storefront', { contact: 'javascript:alert(1)' }, 'BAD_REQUEST', 'a web address'],
    ['', { name: 'x' }, 'BAD_REQUEST', 'match.name'],
  ])('%s cannot be %j: %s', async (name, some, code, message) => {
    const answer = await set(name, some)
    expect(answer).toMatchObject({ code })
    expect(answer.message).toContain(message)
  })

  it('what the file leaves open may be set beside it', async () => {
    expect(await set('orders', { name: 'Order taking', owner: 'Bob' })).toMatchObject({ status: 200 })
    expect(await label('orders~AWS::ECS::Container')).toMatchObject({ name: 'Order taking', owner: 'Bob' })
  })

  it('cannot be set from foreign pages, and bodies of another kind are refused', async () => {
    expect(await set('pay', { name: 'x' }, 0, { origin: 'https://evil.example' })).toMatchObject({
      code: 'FOREIGN_ORIGIN',
    })
    const reply = await fetch(`${bff.url}/api/names`, { method: 'POST', body: 'name=x' })
    expect(reply.status).toBe(400)
  })
})
