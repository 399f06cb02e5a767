/** Every recorded set through PutTraceSegments of a real service, its facts asked back through the SDK: as recorded, and moved to now. */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { type FactRow, factRows, holds, markdownTable } from '../data/facts.ts'
import { type DataSet, loadSet, moveSet, SET_NAMES } from '../data/sets.ts'
import { apiSource, sendLines } from './api-source.ts'
import { eventually, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const all: FactRow[] = []
const tableFile = join(tmpdir(), 'roentgen-facts-through-the-api.md')

afterAll(() => {
  writeFileSync(tableFile, `${markdownTable(all)}\n`)
  const held = all.filter(holds).length
  process.stdout.write(`${held} of ${all.length} recorded facts hold through the API; the table: ${tableFile}\n`)
})

/** Within the last hours, less than six of them: one window of GetServiceGraph. */
function movedToNow(set: DataSet): DataSet {
  const first = Math.floor(Date.now() / 1000) - 5 * 3600
  const moved = moveSet(set, (_id, order) => first + order * 60)
  return { ...moved, name: `${set.name}, moved to now` }
}

const cases = SET_NAMES.flatMap((name) => [[name, 'as recorded'] as const, [name, 'moved to now'] as const])

// At once: most of the time they wait for traces to settle.
it.concurrent.each(cases)('%s %s: every fact holds', async (name, how) => {
  const recorded = loadSet(name)
  const set = how === 'as recorded' ? recorded : movedToNow(recorded)
  const running = await startRunning()
  try {
    const accepted = await sendLines(running.client, set.lines)
    // Everything is assembled and settled when no trace is open any more.
    const open = async () => (await (await fetch(`${running.url}/roentgen/ingest`)).json()).open.traces
    await eventually(open, (traces) => traces === 0, 500)
    const rows = await factRows(set, apiSource(running.client, set.lines, accepted))
    all.push(...rows)
    expect(rows.length).toBeGreaterThan(40)
    expect(markdownTable(rows.filter((row) => !holds(row)))).toBe(markdownTable([]))
  } finally {
    await running.stop()
  }
})
