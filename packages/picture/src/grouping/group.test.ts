import { describe, expect, it } from 'vitest'
import { draw, type PictureAsk } from '../draw.ts'
import type { PictureNode } from '../picture.ts'
import { edge, figures, graph, label, node, words } from '../testing.ts'
import { partsOf, wordsOf } from './parts.ts'

const ask: PictureAsk = { words, crowdOf: () => null }
const many = (count: number, name: (i: number) => string, more: Partial<PictureNode> = {}): PictureNode[] =>
  Array.from({ length: count }, (_, i) => node(name(i), more))
const shown = (nodes: readonly PictureNode[], more: Partial<PictureAsk> = {}) =>
  draw(graph(nodes), { ...ask, ...more }).picture.nodes.map(
    (one) => `${one.id}${one.group ? ` (${one.group.members.length})` : ''}`,
  )
const team = (name: string) => label({ team: name })

describe('grouping by itself', () => {
  it('leaves up to 60 nodes alone', () => {
    expect(shown(many(60, (i) => `n${i}`))).toHaveLength(60)
  })

  it('folds what services call by kind, while the services themselves have room', () => {
    const nodes = [
      ...many(40, (i) => `svc${i}`),
      ...many(20, (i) => `db${i}`, { type: 'Database::SQL' }),
      ...many(15, (i) => `host${i}`, { type: 'remote' }),
      node('mails', { type: 'AWS::SQS::Queue' }),
    ]
    const found = shown(nodes)
    expect(found).toHaveLength(43)
    expect(found).toContain('group:kind:database (20)')
    expect(found).toContain('group:kind:external (15)')
    expect(found).toContain('mails')
  })

  it('takes domains where people gave them, then teams', () => {
    const nodes = [
      ...many(50, (i) => `a${i}`, team('red')),
      ...many(50, (i) => `b${i}`, team('blue')),
      ...many(10, (i) => `db${i}`, { type: 'Database::SQL' }),
    ]
    expect(shown(nodes)).toEqual(['group:team:red (50)', 'group:team:blue (50)', 'group:team:+database (10)'])
  })

  it('splits thousands of services by the first words of their names', () => {
    const areas = ['pay', 'cart', 'stock', 'mail', 'login', 'search', 'admin', 'report']
    const nodes = many(2000, (i) => `${areas[i % areas.length]}-svc-${i}`)
    expect(shown(nodes)).toEqual(areas.map((area) => `group:kind:service/${area} (250)`))
  })

  it('shows the busiest and all unwell where names say nothing, and the others as one', () => {
    const nodes = many(2000, (i) => `svc${i}`).map((one, i) =>
      i === 1999 ? node(one.id, figures(0, { fault: 1 })) : node(one.id, figures(i % 40 === 7 ? 1000 : 100)),
    )
    const found = shown(nodes)
    expect(found).toHaveLength(60)
    expect(found).toContain('svc1999')
    expect(found.filter((id) => Number(id.slice(3)) % 40 === 7)).toHaveLength(50)
    expect(found).toContain('group:kind:service/+ (1941)')
  })

  it('never shows more than 60 of any system', () => {
    const types = ['client', 'remote', 'Database::SQL', 'AWS::SQS::Queue', 'AWS::ApiGateway::Stage', null]
    const nodes = many(3000, (i) => `n${i % 7}-${i}`, {}).map((one, i) => ({ ...one, type: types[i % 6] ?? null }))
    expect(shown(nodes).length).toBeLessThanOrEqual(60)
    const teams = many(3000, (i) => `n${i}`).map((one, i) => ({ ...one, ...team(`team ${i % 400}`) }))
    expect(shown(teams)).toHaveLength(60)
  })
})

describe('groups that are opened', () => {
  const nodes = [
    ...many(400, (i) => `pay-api-${i}`),
    ...many(400, (i) => `cart-${i}`),
    ...many(3, (i) => `db${i}`, { type: 'Database::SQL' }),
  ]

  it('show their members, at most 40 and one for the rest', () => {
    const found = shown(nodes, { by: 'kind', open: ['group:kind:service/cart', 'group:kind:database'] })
    expect(found).toHaveLength(1 + 40 + 3)
    expect(found).toEqual(
      expect.arrayContaining(['group:kind:service/pay (400)', 'group:kind:service/cart/+ (361)', 'db0']),
    )
  })

  it('open the rest again and again, until everything was seen', () => {
    const open = Array.from({ length: 12 }, (_, i) => `group:kind:service/cart${'/+'.repeat(i)}`)
    const found = shown(nodes, { by: 'kind', open })
    expect(found.filter((id) => id.startsWith('cart-'))).toHaveLength(400)
  })

  it('are told, so that they can be closed', () => {
    const { opened } = draw(graph(nodes), { ...ask, by: 'kind', open: ['group:kind:service/cart', 'group:kind:no'] })
    expect(opened).toEqual([
      { id: 'group:kind:service', label: 'SERVICE', members: 800 },
      { id: 'group:kind:service/cart', label: 'cart', members: 400 },
    ])
  })
})

describe('names in parts', () => {
  it.each([
    ['payments-api_v2', ['payments', 'api', 'v', '2']],
    ['paymentsApi', ['payments', 'Api']],
    ['shop.example.com/checkout', ['shop', 'example', 'com', 'checkout']],
    ['--', []],
  ])('%s', (name, parts) => {
    expect(wordsOf(name)).toEqual(parts)
  })

  it('begin where names differ: what all have in common says nothing', () => {
    const members = many(60, (i) => `acme-prod-${i % 2 ? 'pay' : 'cart'}-${i}`)
    const parts = partsOf({ id: 'g', label: 'G', members, words: 0, isRest: false }, 40, () => 'rest')
    expect(parts).toMatchObject([
      { id: 'g/cart', label: 'acme prod cart' },
      { id: 'g/pay', label: 'acme prod pay' },
    ])
  })
})

it('a name that looks like one of ours is one of theirs', () => {
  const found = shown([
    ...many(40, (i) => `a${i}`, team('+database')),
    ...many(40, (i) => `b${i}`, team('constructor')),
  ])
  expect(found).toEqual(['group:team:%2Bdatabase (40)', 'group:team:constructor (40)'])
})

it('calls between groups are one, of both kinds a call', () => {
  const nodes = [node('a1', team('a')), node('a2', team('a')), node('b1', team('b')), node('b2', team('b'))]
  const edges = [edge('a1', 'b1', { kind: 'link' }), edge('a2', 'b1'), edge('a1', 'a2'), edge('b1', 'b1')]
  const { picture } = draw(graph(nodes, edges), { ...ask, by: 'team' })
  expect(picture.edges).toMatchObject([
    { id: 'group:team:a>group:team:b', from: 'group:team:a', to: 'group:team:b', kind: 'call', counts: { total: 200 } },
  ])
})
