import { describe, expect, it } from 'vitest'
import { factRows, holds, markdownTable } from './facts.ts'
import { pureSource } from './pure-source.ts'
import { loadSet, moveSet, SET_NAMES } from './sets.ts'

describe.each(SET_NAMES)('%s', (name) => {
  const set = loadSet(name)

  it('shows every recorded fact', async () => {
    const rows = await factRows(set, pureSource(set.lines))
    expect(rows.length).toBeGreaterThan(40)
    expect(markdownTable(rows.filter((row) => !holds(row)))).toBe(markdownTable([]))
  })

  it('shows the same when every trace is moved in time', async () => {
    const moved = moveSet(set, (_, order) => 1_790_000_000 + order * 7)
    expect(moved.lines[0]).not.toBe(set.lines[0])
    const rows = await factRows(moved, pureSource(moved.lines))
    expect(markdownTable(rows.filter((row) => !holds(row)))).toBe(markdownTable([]))
  })
})

it('a fact that does not hold is seen', async () => {
  const set = loadSet('hotrod')
  const rows = await factRows(set, pureSource(set.lines.slice(1)))
  expect(rows.filter((row) => !holds(row)).map((row) => row.fact)).toEqual(
    expect.arrayContaining(['documents', 'segments', 'service route: requests', 'edges']),
  )
})
