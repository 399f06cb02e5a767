import type { SegmentRow } from '@roentgen/store'
import { expect, it, vi } from 'vitest'
import { type Arrival, Commit, StoreAway } from './commit.ts'

const arrival = (id: string, length = 10): Arrival => ({
  row: { traceId: 't', id, complete: true, receivedUs: 1, document: 'x'.repeat(length) },
  document: { trace_id: 't', id, name: 'n', start_time: 1, end_time: 2 },
})

function commitInto(insert: (rows: readonly SegmentRow[]) => Promise<void>, limitBytes = 1e6) {
  const committed: string[] = []
  const commit = new Commit({
    insert,
    limitBytes,
    onCommitted: (arrivals) => committed.push(...arrivals.map(({ row }) => row.id)),
    onStoreAway: () => {},
  })
  return { commit, committed }
}

it('puts the rows of several calls into one insert and answers after it', async () => {
  const inserts: string[][] = []
  const { commit, committed } = commitInto(async (rows) => {
    inserts.push(rows.map((row) => row.id))
  })
  await Promise.all([commit.offer([arrival('a'), arrival('b')], 1000), commit.offer([arrival('c')], 1000)])
  expect(inserts).toEqual([['a', 'b', 'c']])
  expect(committed).toEqual(['a', 'b', 'c'])
  expect(commit.bytes).toBe(0)
})

it('does not answer before the insert is done, and gathers what arrives meanwhile', async () => {
  const inserts: number[] = []
  let release = () => {}
  const { commit } = commitInto(async (rows) => {
    inserts.push(rows.length)
    if (inserts.length === 1) await new Promise<void>((resolve) => (release = resolve))
  })
  let answered = false
  const first = commit.offer([arrival('a')], 5000)?.then(() => (answered = true))
  await vi.waitFor(() => expect(inserts).toEqual([1]))
  const rest = [commit.offer([arrival('b')], 5000), commit.offer([arrival('c')], 5000)]
  expect(answered).toBe(false)
  release()
  await Promise.all([first, ...rest])
  expect(inserts).toEqual([1, 2])
})

it('refuses what does not fit, and takes it again when there is room', async () => {
  const { commit } = commitInto(async () => {}, 500)
  const first = commit.offer([arrival('a', 250)], 1000)
  expect(commit.offer([arrival('b', 250)], 1000)).toBeNull()
  await first
  expect(commit.offer([arrival('b', 250)], 1000)).not.toBeNull()
})

it('tells a caller no after its patience, drops its rows, and keeps those of datagrams', async () => {
  let away = true
  const stored: string[] = []
  const { commit, committed } = commitInto(async (rows) => {
    if (away) throw new Error('away')
    stored.push(...rows.map((row) => row.id))
  })
  const datagram = commit.offer([arrival('udp')], null)
  await expect(commit.offer([arrival('api')], 150)).rejects.toBeInstanceOf(StoreAway)
  const late = commit.offer([arrival('late')], 5000)
  away = false
  await Promise.all([datagram, late])
  expect(stored).toEqual(['udp', 'late'])
  expect(committed).toEqual(['udp', 'late'])
  expect(commit.bytes).toBe(0)
})

it('holds nothing of callers it has told no, however many', async () => {
  const { commit } = commitInto(async () => {
    throw new Error('away')
  }, 2_000)
  for (let round = 0; round < 5; round++) {
    const offers = Array.from({ length: 5 }, (_, index) => commit.offer([arrival(`${round}${index}`)], 20))
    await Promise.allSettled(offers)
  }
  expect(commit.bytes).toBe(0)
})
