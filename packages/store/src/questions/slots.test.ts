import { describe, expect, it } from 'vitest'
import { Binds } from '../clickhouse/sql.ts'
import type { Range } from '../rollups/plan.ts'
import { slotsSql } from './graph.ts'

/** One slot in a hundred, and all but one in a hundred: the set that travels is the smaller one. */
const sparse = Array.from({ length: 40 }, (_, i): Range => [100 * i, 100 * i + 1])
const dense = Array.from({ length: 40 }, (_, i): Range => [100 * i, 100 * i + 99])

describe('slots of a rollup level', () => {
  it('few ranges are comparisons', () => {
    const binds = new Binds()
    expect(slotsSql(binds, 'minute', [[1, 5]])).toBe('((minute >= {p0:Int32} AND minute < {p1:Int32}))')
  })

  it.each([
    ['those that are in', sparse, ' IN ', sparse.map(([from]) => from)],
    ['those that are not', dense, ' NOT IN ', dense.slice(0, -1).map(([, to]) => to)],
  ] as const)('of many ranges, %s when they are fewer', (_, ranges, word, wanted) => {
    const binds = new Binds()
    expect(slotsSql(binds, 'minute', ranges)).toContain(`minute${word}`)
    expect(Object.values(binds.params()).find(Array.isArray)).toEqual(wanted)
  })
})
