import { expect, it } from 'vitest'
import type { ScenarioId } from '../scenarios.ts'
import { density, incidentAt, incidents, layOut } from './layout.ts'
import type { PackedTrace } from './packed-trace.ts'

const trace = (name: string, seconds = 2): PackedTrace => ({
  at: 0,
  documents: [{ id: '1', name, start_time: 0, end_time: seconds }],
})
const normal = Array.from({ length: 40 }, (_, n) => trace(`normal-${n}`))
const pools = new Map<ScenarioId | null, PackedTrace[]>([
  [null, normal],
  ['bank-down', [trace('bank-down')]],
])
const to = 1_800_000_000
const from = to - 24 * 3600

/** A small generator with a seed: the same layout every time this test runs. */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
const day = () => layOut({ pools, from, to, total: 3000, random: seeded(7) })

it('fills the day up to now and no further, newest first', () => {
  const placements = day()
  expect(placements).toHaveLength(3000)
  const starts = placements.map(({ start }) => start)
  expect(Math.max(...starts) + 2).toBeLessThanOrEqual(to)
  expect(Math.min(...starts)).toBeGreaterThanOrEqual(from)
  expect(starts).toEqual([...starts].sort((a, b) => b - a))
  const hours = new Set(starts.map((start) => Math.floor((to - start) / 3600)))
  expect(hours.size).toBe(24)
})

it('is busier in the evening than before dawn', () => {
  const at = (hour: number) => density(hour * 3600, 600)
  expect(at(19) / at(7)).toBeGreaterThan(3)
  expect(density(0, 10)).toBe(2 * density(0, 600))
})

it('puts incidents where they belong, and nowhere else', () => {
  const bankDown = incidents.find(({ scenario }) => scenario === 'bank-down')
  const placed = day().filter((placement) => placement.trace.documents[0]?.name === 'bank-down')
  expect(placed.length).toBeGreaterThan(5)
  for (const { start } of placed) {
    const minutesAgo = (to - start) / 60
    expect(minutesAgo).toBeLessThanOrEqual((bankDown?.beganMinutesAgo ?? 0) + 1)
    expect(minutesAgo).toBeGreaterThan((bankDown?.beganMinutesAgo ?? 0) - (bankDown?.minutes ?? 0))
  }
})

it('keeps incidents clear of each other and of the last half hour', () => {
  const spans = incidents.map(({ beganMinutesAgo, minutes }) => [beganMinutesAgo - minutes, beganMinutesAgo] as const)
  spans.sort((a, b) => a[0] - b[0])
  expect(spans[0]?.[0]).toBeGreaterThan(30)
  for (const [n, [, end]] of spans.entries()) expect(end).toBeLessThan(spans[n + 1]?.[0] ?? Number.POSITIVE_INFINITY)
  expect(incidentAt(5)).toBeNull()
})

it('uses every recorded trace about equally often', () => {
  const uses = new Map<string, number>()
  for (const { trace: used } of day()) {
    const name = used.documents[0]?.name ?? ''
    if (name.startsWith('normal')) uses.set(name, (uses.get(name) ?? 0) + 1)
  }
  expect(uses.size).toBe(40)
  expect(Math.max(...uses.values()) - Math.min(...uses.values())).toBeLessThanOrEqual(1)
})
