import type { GraphChange, GraphReply } from '@roentgen/contract'
import { describe, expect, it } from 'vitest'
import type { MapElements } from '../elements.ts'
import { badgeText, changeSentence } from './change-text.ts'
import { withGhosts } from './ghosts.ts'
import { cameOrWent, markElements, markedLabel, marksOf, marksOfPicture, marksSeen } from './marks.ts'

const measured = { total: 900, perMinute: 60, fault: 0.01, throttle: 0, error: 0, p50: 0.1, p95: 0.32 }
const ref = (id: string) => ({ id, name: id, type: null, account: null })

const change = (part: Partial<GraphChange>): GraphChange => ({
  id: 'payments>bank',
  subject: 'edge',
  nodes: [ref('payments'), ref('bank')],
  kind: 'slower',
  class: null,
  quantile: 95,
  before: measured,
  after: { ...measured, p95: 0.42 },
  effect: 1.3,
  p: 1e-9,
  q: 1e-6,
  score: 1,
  cause: null,
  ...part,
})

const counts = { ok: 1, error: 0, throttle: 0, fault: 0, total: 1, totalTime: 1 }
const nodeOf = (id: string): GraphReply['nodes'][number] => ({
  ...ref(id),
  state: 'active',
  root: false,
  counts,
  latency: null,
  histogram: [],
  rate: 1,
  slos: [],
})
const graph: GraphReply = {
  source: 'own',
  window: { from: 0, to: 900 },
  asOf: 900,
  exactness: { kind: 'exact' },
  nodes: [nodeOf('payments')],
  edges: [],
  ratesFrom: null,
  sampleHistory: null,
}

describe('a change in words', () => {
  it('slower, with both figures', () => {
    expect(changeSentence(change({}))).toBe('95 of 100 calls took up to 420 ms, before 320 ms: 30 % slower.')
    expect(badgeText(change({}))).toBe('▲ 30 % slower')
    expect(badgeText(change({ effect: 2.44 }))).toBe('▲ 2.4× as slow')
  })
  it('failures by their class', () => {
    const failing = change({
      kind: 'more-errors',
      class: 'fault',
      quantile: null,
      effect: 0.12,
      after: { ...measured, fault: 0.13 },
    })
    expect(changeSentence(failing)).toBe('13 % of calls failed, before 1 %.')
    expect(badgeText(failing)).toBe('! 12 % more faults')
  })
  it('every kind has words', () => {
    for (const kind of ['new', 'gone', 'faster', 'more-traffic', 'less-traffic', 'fewer-errors'] as const)
      expect(
        changeSentence(change({ kind, class: kind === 'fewer-errors' ? 'error' : null, effect: 0.4 })),
        kind,
      ).not.toMatch(/compare\.|\{/)
  })
})

describe('marks', () => {
  const reply = { changes: [change({}), change({ id: 'bank', subject: 'node', kind: 'gone', effect: null })] }
  const marks = marksOf(reply as Parameters<typeof marksOf>[0])

  it('a label gets a line, what did not change a class of its own', () => {
    const data = { source: 'payments', target: 'bank', width: 1, tone: 'none' as const, line: undefined }
    const elements: MapElements = {
      nodes: [],
      edges: [
        { data: { ...data, id: 'payments>bank', label: '60/min' }, classes: 'call' },
        { data: { ...data, id: 'other', label: '1/min' }, classes: 'call' },
      ],
    }
    const [slow, same] = markElements(elements, marks).edges
    expect(slow).toMatchObject({ data: { label: '60/min\n▲ 30 % slower' }, classes: 'call changed change-slower' })
    expect(same).toMatchObject({ data: { label: '1/min' }, classes: 'call unchanged' })
    expect(markElements(elements, null)).toBe(elements)
  })

  const holder = new Map([
    ['web', 'web'],
    ['payments', 'group:team:money'],
    ['bank', 'group:team:money'],
    ['orders', 'group:team:shop'],
  ])
  const picked = (...changes: GraphChange[]) => {
    const reply = { changes }
    return marksOfPicture(marksOf(reply), reply, holder)
  }
  const failing = change({ kind: 'more-errors', class: 'fault', quantile: null, effect: 0.12 })
  const node = (id: string, part: Partial<GraphChange>) => change({ id, subject: 'node', nodes: [ref(id)], ...part })

  it('a group bears the mark of its gravest member by its name, and how many more there are', () => {
    const marks = picked(
      node('bank', { kind: 'faster', effect: 0.5 }),
      node('payments', { ...failing, id: 'payments', subject: 'node', nodes: [ref('payments')] }),
      change({}),
    )
    expect(marks.get('group:team:money')).toEqual({
      kind: 'more-errors',
      inside: true,
      badge: 'payments: ! 12 % more faults\nand 2 more changes',
      says: expect.stringMatching(/^payments: 1 % of requests failed, before 1 %\. payments → bank: 95 of 100 calls/),
    })
    expect(marks.get('bank')?.kind).toBe('faster')
  })

  it('calls between groups bear what changed in one of them, whichever way they are folded', () => {
    const between = (from: string, to: string) =>
      change({ ...failing, id: `${from}>${to}`, nodes: [ref(from), ref(to)] })
    const marks = picked(between('orders', 'payments'), between('web', 'bank'), between('web', 'hidden'))
    expect([...marks.keys()].filter((id) => id.includes('group'))).toEqual([
      'group:team:shop>group:team:money',
      'web>group:team:money',
    ])
    const bundle = {
      source: 'group:team:shop',
      target: 'group:team:money',
      width: 1,
      tone: 'none' as const,
      line: undefined,
    }
    const [drawn] = markElements(
      {
        nodes: [],
        edges: [{ data: { ...bundle, id: `${bundle.source}>${bundle.target}`, label: '9/min' }, classes: 'call' }],
      },
      marks,
    ).edges
    expect(drawn).toMatchObject({
      data: { label: '9/min\norders → payments: ! 12 % more faults' },
      classes: 'call changed change-more-errors-inside',
    })
  })

  it('a group of which one is gone is not gone itself', () => {
    const mark = picked(node('bank', { kind: 'gone', effect: null })).get('group:team:money')
    expect(markedLabel('Money\n2 services', mark, false)).toBe('Money\n2 services\nbank: × gone')
    expect(markedLabel('bank\nDatabase', picked(node('bank', { kind: 'gone' })).get('bank'), false)).toBe(
      'bank\n× gone',
    )
  })

  it('what got worse comes before what got better, of one thing too', () => {
    const marks = picked(change({ kind: 'faster', effect: 0.5 }), failing)
    expect(marks.get('payments>bank')?.kind).toBe('more-errors')
  })

  it('where nothing that is shown changed, nothing is marked, so that nothing stands back', () => {
    // All of the change is hidden; only the graph's own nodes still have marks.
    expect(marksSeen(marks, { nodes: [nodeOf('web')], edges: [] })).toBeNull()
    expect(marksSeen(marks, { nodes: [nodeOf('web'), nodeOf('bank')], edges: [] })).toBe(marks)
    expect(marksSeen(new Map(), { nodes: [nodeOf('bank')], edges: [] })).toBeNull()
  })

  it('ghosts count nothing, and known nodes stay what they are', () => {
    const shown = withGhosts(graph, { nodes: [nodeOf('bank'), nodeOf('payments')], edges: [] })
    expect(shown.nodes.map(({ id, counts: { total } }) => [id, total])).toEqual([
      ['payments', 1],
      ['bank', 0],
    ])
    expect(withGhosts(graph, { nodes: [], edges: [] })).toBe(graph)
  })
})

it('a legend explains the dashes that there are: a member that went leaves its group as it is', () => {
  const at = (...ids: string[]) => ids.map((id) => ({ id }))
  const drawn = { nodes: at('bank', 'payments'), edges: at('payments>bank') }
  const of = (part: Partial<GraphChange>) => cameOrWent(marksOf({ changes: [change(part)] }), drawn)
  expect(of({})).toEqual({ nodes: false, edges: false })
  expect(of({ kind: 'new' })).toEqual({ nodes: false, edges: true })
  expect(of({ id: 'bank', subject: 'node', kind: 'gone' })).toEqual({ nodes: true, edges: false })
  expect(of({ id: 'elsewhere', subject: 'node', kind: 'gone' })).toEqual({ nodes: false, edges: false })
  const inside = new Map([['bank', { kind: 'gone', inside: true, badge: '', says: '' } as const]])
  expect(cameOrWent(inside, drawn)).toEqual({ nodes: false, edges: false })
  expect(cameOrWent(null, drawn)).toEqual({ nodes: false, edges: false })
})
