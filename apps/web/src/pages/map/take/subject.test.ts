import type { CompareReply, Course, GraphNodeShape, GraphReply, MinutesReply } from '@roentgen/contract'
import { csvEdges } from '@roentgen/export'
import { draw, type PictureAsk } from '@roentgen/picture'
import { afterEach, describe, expect, it } from 'vitest'
import { speakTechnically, t } from '../../../messages/index.ts'
import type { BadgePaint } from '../badges.ts'
import { marksOf, marksOfPicture } from '../compare/marks.ts'
import type { Palette } from '../map-style.ts'
import { groupWords } from '../picture/words.ts'
import { ReplayClock } from '../strip/clock.ts'
import { framesOf } from '../strip/frames.ts'
import type { Replay } from '../strip/use-replay.ts'
import { drawingOf } from './drawing.ts'
import { aboutOf, lastingLink, subjectOf, type Taken, timeOf } from './subject.ts'
import { moreColumns, ticketOf, wordsOf } from './take.ts'

const counts = { ok: 90, error: 0, throttle: 0, fault: 0, total: 90, totalTime: 9 }
const figures = {
  counts,
  latency: { p50: 0.1, p95: 0.2, p99: 0.3 },
  histogram: [[0.1, 90] satisfies [number, number]],
  rate: 6,
}
const node = (name: string): GraphNodeShape => ({
  ...figures,
  id: name,
  name,
  type: null,
  account: null,
  state: 'active',
  root: false,
  slos: [],
})
const from = 1_795_380_000
const graph: GraphReply = {
  source: 'own',
  window: { from, to: from + 900 },
  asOf: from + 900,
  exactness: { kind: 'exact' },
  nodes: [node('web'), node('orders'), node('payments')],
  edges: [{ ...figures, id: 'web>orders', from: 'web', to: 'orders', kind: 'call', aliases: [] }],
  ratesFrom: null,
  sampleHistory: null,
}
const ref = (name: string) => ({ id: name, name, type: null, account: null })
const measured = { total: 900, perMinute: 60, fault: 0.01, throttle: 0, error: 0, p50: 0.1, p95: 0.32 }
const reply: CompareReply = {
  source: 'own',
  window: graph.window,
  before: { from: from - 900, to: from },
  against: 'previous',
  asOf: from + 900,
  since: null,
  verdict: 'changed',
  changes: [
    {
      ...{ id: 'web>orders', subject: 'edge', nodes: [ref('web'), ref('orders')], kind: 'slower', class: null },
      ...{
        quantile: 95,
        before: measured,
        after: { ...measured, p95: 0.42 },
        effect: 1.3,
        p: 0,
        q: 0,
        score: 1,
        cause: null,
      },
    },
  ],
  gone: { nodes: [], edges: [] },
  compared: { nodes: 3, edges: 1 },
  tooFew: { nodes: 0, edges: 0 },
  unsaid: [],
  tests: 8,
  dispersion: 'measured',
  exactness: { window: { kind: 'exact' }, before: { kind: 'exact' } },
}
const course = (id: string, total: number[], fault: number[] = []): Course => ({
  ...{ id, total, fault, error: [], throttle: [] },
  p95: total.map(() => 100),
})
const minutes: MinutesReply = {
  ...{ source: 'own', window: graph.window, step: 60, start: from, steps: 15, exactness: { kind: 'exact' } },
  nodes: [course('web', [5, 7]), course('orders', [5, 7], [1, 7])],
  edges: [course('web>orders', [5, 7])],
  leftOut: { nodes: 0, edges: 0 },
}
const replayed: Replay = {
  ...{ clock: new ReplayClock(), open: false, loading: false, error: null, outside: false, notes: null },
  frames: null,
}

function taken(search: Taken['search'], more: Partial<PictureAsk> = {}, compared = false): Taken {
  const { hide, find, only, focus } = search
  const drawn = draw(graph, { hide, find, only, focus, crowdOf: () => null, words: groupWords(), ...more })
  const membership = { of: undefined, leftOut: 0, failed: false }
  return {
    graph,
    shown: { ...drawn, membership, withinOf: () => undefined, lines: null, withFound: null, chosen: null },
    positions: { web: { x: 0, y: 0 }, orders: { x: 200, y: 0 }, payments: { x: 0, y: 200 } },
    search: { ...search, tz: 'utc' },
    marks: compared ? marksOfPicture(marksOf(reply), reply, drawn.holder) : null,
    reply: compared ? reply : undefined,
    replay: replayed,
  }
}
function inFrame(of: Taken, frame: number): Taken {
  const clock = new ReplayClock()
  clock.go(frame)
  return { ...of, replay: { ...replayed, open: true, clock, frames: framesOf(graph, of.shown.picture, minutes) } }
}
const windowText = (of: Taken): string => aboutOf(subjectOf(of)).window

const badges: BadgePaint = {
  ...{ ink: '#111', surface: '#fff', ok: 'green', error: 'yellow', throttle: 'purple', fault: 'red' },
  ...{ okText: 'green', faultText: 'red' },
}
const paint: Palette = {
  ...badges,
  ...{ bg: '#fff', inkSoft: '#555', line: '#888', none: '#ccc', accent: 'blue', scale: { fill: [], line: [] } },
}

describe('what is taken along', () => {
  afterEach(() => speakTechnically(false))

  it('is the whole window when that is what is shown', () => {
    const subject = subjectOf(taken({}))
    expect(subject.picture).toEqual(taken({}).shown.picture)
    expect(windowText(taken({}))).not.toMatch(/Replayed|Compared|hidden|Looked/)
    expect(moreColumns(subject)).toEqual([])
  })

  it('is the frame that is shown, with its figures, its time and its link', () => {
    const subject = subjectOf(inFrame(taken({ at: from }), 1))
    expect(subject.picture.nodes.map(({ counts: { total, fault } }) => [total, fault])).toEqual([
      [7, 0],
      [7, 7],
      [0, 0],
    ])
    expect(timeOf(subject)).toMatchObject({ from: from + 60, to: from + 120 })
    expect(aboutOf(subject).window).toMatch(/Replayed: .*to/)
    // The replay plays: the address still says where it began.
    expect(new URL(lastingLink(subject, `http://x/map?at=${from}`)).searchParams.get('at')).toBe(String(from + 60))
    expect(ticketOf(subject, 'http://x/map').rows[0]?.slice(0, 3)).toEqual(['orders', '7', '100 % failed'])
  })

  it('tells of a frame no percentile that is not known of it', () => {
    const subject = subjectOf(inFrame(taken({ at: from }), 1))
    expect(ticketOf(subject, 'http://x/map').rows[0]?.slice(3)).toEqual(['100 ms', '–'])
    expect(ticketOf(subjectOf(taken({})), 'http://x/map').rows[0]?.slice(3)).toEqual(['200 ms', '300 ms'])
    const [edge] = subject.picture.edges
    speakTechnically(true)
    expect(edge && wordsOf(subject).edge(edge)).toEqual(['7/min · p95 100 ms'])
    expect(csvEdges(subject.picture, timeOf(subject))).toContain(',,100,,')
  })

  it('draws the lines the map draws, with those of what is selected and what changed, and says that they are some', () => {
    const of = taken({})
    const call = (caller: string, to: string) => ({
      ...{ ...figures, id: `${caller}>${to}`, from: caller, to },
      ...{ kind: 'call' as const, aliases: [] },
    })
    const edges = [call('web', 'orders'), call('web', 'payments'), call('orders', 'payments')]
    const chosen = (lines: string[], more: Partial<Taken> = {}) =>
      drawingOf(
        subjectOf({
          ...of,
          ...more,
          shown: {
            ...of.shown,
            picture: { ...of.shown.picture, edges },
            lines: new Set(lines),
            withFound: new Set(lines),
          },
        }),
        paint,
      )
    const ids = (drawing: ReturnType<typeof chosen>) => drawing?.edges.map(({ id }) => id).sort()
    const few = chosen(['web>orders'])
    expect(ids(few)).toEqual(['web>orders'])
    expect(few?.about.window).toMatch(/Of 3 connections .* are drawn \(1\)\.$/)
    expect(ids(chosen(['web>orders'], { search: { node: 'payments', tz: 'utc' } }))).toHaveLength(3)
    expect(ids(chosen(['web>payments'], { marks: marksOf(reply) }))).toEqual(['web>orders', 'web>payments'])
    const all = chosen(edges.map(({ id }) => id))
    expect(all?.about.window).not.toContain('are drawn')
  })

  it('explains dashes by what they mean here', () => {
    const legend = (of: Taken) => drawingOf(subjectOf(of), paint)?.legend.entries.map(({ text }) => text)
    const went = { ...reply, changes: reply.changes.map((change) => ({ ...change, kind: 'gone' as const })) }
    const gone = legend({ ...taken({}), marks: marksOf(went) })
    expect(gone).toContain(t('compare.legend.edges'))
    expect(gone).not.toContain(t('compare.legend.nodes'))
    const [change] = reply.changes
    const node = { ...change, id: 'web', subject: 'node' as const, kind: 'new' as const, nodes: [ref('web')] }
    const fresh = legend({ ...taken({}), marks: marksOf({ changes: change ? [{ ...change, ...node }] : [] }) })
    expect(fresh).toContain(t('compare.legend.nodes'))
    // Nobody here is seen only by its callers.
    expect(fresh).not.toContain(t('map.legend.inferred'))
  })

  it('bears what changed, on labels, in rows and in the caption', () => {
    const subject = subjectOf(taken({ before: 'previous' }, {}, true))
    expect(aboutOf(subject).window).toContain('Compared with')
    const [edge] = subject.picture.edges
    expect(edge && wordsOf(subject).edge(edge)).toContain('▲ 30 % slower')
    expect(wordsOf(subject).faded?.('web')).toBe(true)
    expect(wordsOf(subject).faded?.('web>orders')).toBe(false)
    expect(moreColumns(subject).map(({ title, of }) => [title, of('web>orders')])).toEqual([
      ['change', '95 of 100 calls took up to 420 ms, before 320 ms: 30 % slower.'],
      ['compared from (UTC)', new Date((from - 900) * 1000).toISOString()],
      ['compared to (UTC)', new Date(from * 1000).toISOString()],
      ['shown', expect.stringContaining('Compared with')],
    ])
    const drawing = drawingOf(subject, paint)
    expect(drawing?.edges[0]).toMatchObject({ bold: true, glow: 'yellow' })
    expect(drawing?.nodes.map(({ opacity }) => opacity)).toEqual([0.55, 0.55, 0.55])
    expect(drawing?.legend.entries.some(({ text }) => text.includes('changed since'))).toBe(true)
  })

  it('lets stand back what was not looked for, and says what was', () => {
    const subject = subjectOf(taken({ find: 'orders' }))
    expect(aboutOf(subject).window).toContain('Looked for “orders”: 1 service matches.')
    expect(drawingOf(subject, paint)?.nodes.map(({ opacity }) => opacity)).toEqual([0.22, undefined, 0.22])
    expect(moreColumns(subject)[0]?.of('orders')).toBe('yes')
    expect(moreColumns(subject)[0]?.of('web')).toBe('no')
  })

  it('says what is hidden, folded and around what', () => {
    expect(windowText(taken({ hide: 'payments' }))).toMatch(/1 of 3 services is hidden\. · Hidden: payments/)
    expect(windowText(taken({ focus: 'web' }))).toContain('Around web: callers and callees, 1 call away')
    expect(windowText(taken({ only: 'unwell' }))).toContain('Only what is unwell')
    expect(windowText(taken({ by: 'kind' }, { by: 'kind' }))).toContain('Grouped by: Kind')
    expect(windowText(taken({ filter: 'fault = true' }))).toContain('Filter: fault = true')
    expect(windowText(taken({ hide: 'p95 >' }))).not.toContain('Hidden')
  })
})
