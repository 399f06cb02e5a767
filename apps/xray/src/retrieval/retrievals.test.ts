import type { StoredDocument } from '@roentgen/store'
import { expect, it } from 'vitest'
import { Retrievals } from './retrievals.ts'

const id = (n: number) => `1-5759e988-${n.toString(16).padStart(24, '0')}`
const stored = (traceId: string, start: number, end: number): StoredDocument => ({
  id: '53995c3f42cd8ad8',
  complete: true,
  receivedUs: 1,
  document: JSON.stringify({ trace_id: traceId, id: '53995c3f42cd8ad8', name: 'a', start_time: start, end_time: end }),
})
const window = { fromUs: 10e6, toUs: 20e6 }

/** Over a store that answers when it is let. */
function over(traces: ReadonlyMap<string, StoredDocument[]>) {
  let nowMs = 1_000_000
  let fails = false
  const gates: (() => void)[] = []
  const log: string[] = []
  const retrievals = new Retrievals(
    {
      documentsWithin: async (ids) => {
        await new Promise<void>((resolve) => gates.push(resolve))
        if (fails) throw new Error('away')
        return new Map(
          ids.map((one) => [one, { documents: traces.get(one) ?? [], knowledge: 0, limitExceeded: false }] as const),
        )
      },
    },
    () => nowMs,
    (line) => log.push(line),
  )
  const answer = async () => {
    await Promise.resolve()
    gates.shift()?.()
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return { retrievals, answer, log, pass: (ms: number) => (nowMs += ms), fail: () => (fails = true) }
}

it('finds the traces of which something happened in the window, ends included', async () => {
  const traces = new Map([
    [id(1), [stored(id(1), 5, 9.9)]],
    [id(2), [stored(id(2), 5, 10)]],
    [id(3), [stored(id(3), 20, 25)]],
    [id(4), [stored(id(4), 20.1, 25)]],
  ])
  const { retrievals, answer } = over(traces)
  const ids = [1, 2, 3, 4, 5].map(id)
  const { token } = retrievals.start(ids, window)
  expect(retrievals.get(token).status).toBe('SCHEDULED')
  for (const _ of ids) await answer()
  expect(retrievals.get(token)).toMatchObject({ status: 'COMPLETE', found: [id(2), id(3)] })
})

it('runs one at a time, and a cancelled one not at all', async () => {
  const { retrievals, answer } = over(new Map())
  const [first, second, third] = [1, 2, 3].map((n) => retrievals.start([id(n)], window).token)
  if (first === undefined || second === undefined || third === undefined) throw new Error('three')
  await Promise.resolve()
  const states = () => [first, second, third].map((token) => retrievals.get(token).status)
  expect(states()).toEqual(['RUNNING', 'SCHEDULED', 'SCHEDULED'])
  retrievals.cancel(second)
  retrievals.cancel(first)
  await answer()
  await answer()
  expect(states()).toEqual(['CANCELLED', 'CANCELLED', 'COMPLETE'])
  retrievals.cancel(third)
  expect(retrievals.get(third).status).toBe('COMPLETE')
})

it('a store that is away is FAILED; one that is slow is TIMEOUT', async () => {
  const away = over(new Map())
  const failing = away.retrievals.start([id(1)], window).token
  away.fail()
  await away.answer()
  expect(away.retrievals.get(failing).status).toBe('FAILED')
  expect(away.log).toHaveLength(1)
  const slow = over(new Map())
  const late = slow.retrievals.start([id(1)], window).token
  await Promise.resolve()
  slow.pass(11 * 60_000)
  await slow.answer()
  expect(slow.retrievals.get(late).status).toBe('TIMEOUT')
})

it('a token lives sixty minutes', async () => {
  const { retrievals, pass } = over(new Map())
  const { token } = retrievals.start([id(1)], window)
  pass(60 * 60_000 - 1)
  expect(retrievals.get(token).token).toBe(token)
  pass(1)
  expect(() => retrievals.get(token)).toThrow(expect.objectContaining({ name: 'ResourceNotFoundException' }))
})

it('throttles beyond fifty that wait', async () => {
  const { retrievals, answer } = over(new Map())
  for (let n = 0; n < 50; n++) retrievals.start([id(n)], window)
  expect(() => retrievals.start([id(99)], window)).toThrow(expect.objectContaining({ name: 'ThrottledException' }))
  await answer()
  expect(() => retrievals.start([id(99)], window)).not.toThrow()
})
