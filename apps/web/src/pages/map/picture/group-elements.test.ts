import type { PictureNode } from '@roentgen/picture'
import { expect, it } from 'vitest'
import type { BadgePaint } from '../badges.ts'
import { describeNode } from '../describe-node.ts'
import { toElements } from '../elements.ts'
import { nodeRows } from '../MapTable.tsx'

const paint: BadgePaint = {
  ink: '#111',
  surface: '#fff',
  ok: 'green',
  error: 'yellow',
  throttle: 'purple',
  fault: 'red',
  okText: 'green',
  faultText: 'red',
}

/** 1 request of 1,000 failed: the only one of `pay-7`. */
const group: PictureNode = {
  id: 'group:team:red',
  name: 'Red',
  type: 'group',
  account: null,
  state: 'active',
  root: false,
  counts: { ok: 999, error: 0, throttle: 0, fault: 1, total: 1000, totalTime: 10 },
  latency: { p50: 0.01, p95: 0.02, p99: 0.03 },
  histogram: [[0.01, 1000]],
  rate: 60,
  slos: [],
  group: {
    label: 'Red',
    members: ['pay-1', 'pay-7'],
    unwell: 1,
    worst: { id: 'pay-7', name: 'pay-7', class: 'fault', share: 1, requests: 1 },
  },
}
const picture = {
  source: 'own',
  window: { from: 0, to: 900 },
  asOf: 900,
  exactness: { kind: 'exact' as const },
  nodes: [group],
  edges: [],
  ratesFrom: null,
  sampleHistory: null,
}

it('draws the worst member of a group, which its sum would hide', () => {
  const [drawn] = toElements(picture, { paint }).nodes
  expect(drawn?.data.label).toBe('Red\n2 services, 1 unwell\n60/min\nworst: pay-7')
  expect(decodeURIComponent(drawn?.data.image[1] ?? '')).toContain('100 %')
  expect(drawn?.data.fault).toBeGreaterThan(1)
  expect(drawn?.classes.split(' ')).toContain('fold')
})

it('tells it to those who listen, and in the table', () => {
  const said = describeNode(group, picture)
  expect(said).toContain('2 services, 1 unwell')
  expect(said).toContain('pay-7')
  expect(nodeRows(picture)[0]?.cells.map((cell) => cell.text)).toEqual(
    expect.arrayContaining(['Red', '2 services, 1 unwell']),
  )
})

it('fades what was not looked for', () => {
  const classesOf = (found: readonly string[] | null) =>
    toElements(picture, { paint, found: found && new Set(found) }).nodes[0]?.classes.split(' ')
  expect(classesOf(null)).not.toContain('missed')
  expect(classesOf(['group:team:red'])).not.toContain('missed')
  expect(classesOf([])).toContain('missed')
})
