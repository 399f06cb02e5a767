import { expect, it } from 'vitest'
import { drawnLines } from './drawn-lines.ts'

const counts = { ok: 1, error: 0, throttle: 0, fault: 0, total: 1, totalTime: 1 }
const edge = (from: string, to: string) => ({
  ...{ id: `${from}>${to}`, from, to, kind: 'call' as const, aliases: [], counts, latency: null, rate: 1 },
  histogram: [],
})
const picture = { edges: [edge('a', 'b'), edge('a', 'c'), edge('b', 'c'), edge('c', 'd')] }
const chosen = new Set(['a>b'])

it('what changed has a line, however quiet it is', () => {
  const marks = new Map([
    ['b>c', {}],
    ['d', {}],
  ])
  expect(drawnLines(chosen, picture, { marks })).toEqual(new Set(['a>b', 'b>c']))
})

it('of what is selected every call is drawn, and nothing that is not in the picture', () => {
  expect(drawnLines(chosen, picture, { selected: 'd' })).toEqual(new Set(['a>b', 'c>d']))
  expect(drawnLines(chosen, picture, { selected: 'a>c' })).toEqual(new Set(['a>b', 'a>c']))
  expect(drawnLines(chosen, picture, { marks: new Map([['x>y', {}]]) })).toBe(chosen)
})

it('all stay all, and nothing asked for adds nothing', () => {
  expect(drawnLines(null, picture, { selected: 'a' })).toBeNull()
  expect(drawnLines(chosen, picture, { marks: null })).toBe(chosen)
})
