import type { GraphNodeShape, GraphReply, Label, SloState } from '@roentgen/contract'
import { describe, expect, it } from 'vitest'
import { groupWords } from '../map/picture/words.ts'
import { found, inOrder, isIll, linesOf, type SortKey, serviceRows, usualDirection } from './rows.ts'
import { trendOf, trendStep } from './trend.ts'

const label = (some: Partial<Label>): Label => ({
  name: null,
  owner: null,
  team: null,
  domain: null,
  contact: null,
  locked: [],
  ...some,
})
const slo = (budgetLeft: number | null, met: boolean | null): SloState => ({
  objective: 'o',
  node: 'n',
  target: 0.99,
  latency: null,
  actual: 0.98,
  met,
  good: 1,
  total: 1,
  budgetLeft,
})
const counts = (ok: number, error = 0, throttle = 0, fault = 0) => ({
  ok,
  error,
  throttle,
  fault,
  total: ok + error + throttle + fault,
  totalTime: 0,
})
const node = (name: string, more: Partial<GraphNodeShape> = {}): GraphNodeShape => ({
  id: name,
  name,
  type: null,
  account: null,
  state: 'active',
  root: false,
  counts: counts(100),
  latency: { p50: 0.01, p95: 0.1, p99: 0.2 },
  histogram: [],
  rate: 10,
  slos: [],
  ...more,
})
const rowsOf = (...nodes: GraphNodeShape[]) => serviceRows({ nodes, edges: [] } as unknown as GraphReply)

const system = rowsOf(
  node('web', { type: 'client' }),
  node('pay', { counts: counts(90, 0, 0, 10), label: label({ name: 'Payments', team: 'Money' }), rate: 5 }),
  node('carts', { counts: counts(97, 0, 0, 3), label: label({ owner: 'Ann', team: 'Shop' }) }),
  node('login', { counts: counts(80, 20) }),
  node('slow', { slos: [slo(0.5, true), slo(-1, false)] }),
  node('mail', { counts: counts(5), latency: null, rate: 0.3 }),
  node('old', { counts: counts(0), latency: null, rate: 0 }),
  node('orders', { rate: 90, slos: [slo(0.9, true)], label: label({ team: 'Shop' }) }),
)
const names = (rows: readonly { readonly name: string }[]): string => rows.map(({ name }) => name).join(' ')

it('every service but the clients has a row, by what people call it', () => {
  expect(names(system)).toBe('Payments carts login slow mail old orders')
  expect(system[0]).toMatchObject({ technical: 'pay', owner: 'Money' })
  expect(system[0]?.errors).toBeCloseTo(0.1)
  expect(system[1]).toMatchObject({ technical: null, owner: 'Ann' })
})

it.each([
  ['Payments', { kind: 'failing', class: 'fault', failed: 10, of: 100 }],
  ['login', { kind: 'failing', class: 'error', failed: 20, of: 100 }],
  ['slow', { kind: 'broken' }],
  ['mail', { kind: 'few' }],
  ['old', { kind: 'none' }],
  ['orders', { kind: 'well' }],
])('%s is %j', (name, health) => {
  expect(system.find((row) => row.name === name)?.health).toEqual(health)
})

describe('order', () => {
  it.each<[SortKey, string]>([
    // Faults before errors before a broken objective before the rest; without data last.
    ['health', 'Payments carts login slow orders mail old'],
    ['name', 'carts login mail old orders Payments slow'],
    ['rate', 'orders carts login slow Payments mail old'],
    ['objective', 'slow orders carts login Payments mail old'],
    ['errors', 'login Payments carts orders slow mail old'],
    ['owner', 'carts Payments orders login slow mail old'],
  ])('by %s: %s', (key, expected) => {
    expect(names(inOrder(system, key, usualDirection(key)))).toBe(expected)
  })

  it('what failed once of once comes after what fails for many', () => {
    const rows = [...system, ...rowsOf(node('once', { counts: counts(0, 0, 0, 1) }))]
    expect(names(inOrder(rows, 'health', 'desc'))).toBe('Payments carts login slow once orders mail old')
  })

  it('turned, what is absent is still last', () => {
    expect(names(inOrder(system, 'p95', 'asc')).endsWith('mail old')).toBe(true)
    expect(names(inOrder(system, 'owner', 'desc'))).toBe('orders Payments carts login slow mail old')
    expect(names(inOrder(system, 'health', 'asc')).endsWith('Payments old')).toBe(true)
  })

  it('does not touch what it is given', () => {
    const before = names(system)
    inOrder(system, 'rate', 'asc')
    expect(names(system)).toBe(before)
  })
})

it.each([
  ['', 7],
  ['payments', 1], // what people call it
  ['PAY', 1], // and what machines do
  ['shop', 2], // the team
  ['shop ann', 1],
  ['service', 7], // the kind
  ['nobody', 0],
])('“%s” is in %i rows', (text, expected) => {
  expect(found(system, text)).toHaveLength(expected)
})

describe('groups', () => {
  it('stand in the order of their first services and say how many are unwell', () => {
    const lines = linesOf(inOrder(system, 'health', 'desc'), 'team', groupWords())
    expect(
      lines.map((line) => (line.kind === 'group' ? `[${line.label} ${line.ill}/${line.of}]` : line.row.name)),
    ).toEqual([
      '[Money 1/1]',
      'Payments',
      '[Shop 1/2]',
      'carts',
      'orders',
      '[Services 2/4]',
      'login',
      'slow',
      'mail',
      'old',
    ])
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
    expect(system.filter(isIll)).toHaveLength(4)
  })

  it('without any the rows are as they are', () => {
    expect(linesOf(system, undefined, groupWords())).toHaveLength(7)
  })
})

it('a course is as long as the window, whatever was left off', () => {
  const course = { id: 'a', total: [5, 0, 9], error: [0, 1], throttle: [], fault: [0, 2, 2, 3, 9, 4] }
  expect(trendOf(course, 5)).toEqual({ total: [5, 0, 9, 0, 0], bad: [3, 0, 3, 0, 0], most: 9, failed: 6 })
})

it.each([
  [900, 60],
  [3600, 60],
  [6 * 3600, 3600],
  [86_400, 3600],
  [30 * 86_400, 86_400],
])('a window of %i s has steps of %i s', (seconds, step) => {
  expect(trendStep(seconds)).toBe(step)
})
