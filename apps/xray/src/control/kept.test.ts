import { expect, it } from 'vitest'
import { Kept } from './kept.ts'

/** A store that answers a write when it is let, and may fail it. */
function keeping() {
  const written: string[] = []
  const gates: (() => void)[] = []
  const state = { fails: false }
  const kept = new Kept<readonly number[]>(
    {
      readConfig: async () => null,
      writeConfig: async (_name, value) => {
        await new Promise<void>((resolve) => gates.push(resolve))
        if (state.fails) throw new Error('away')
        written.push(value)
      },
    },
    'numbers',
    [],
    () => [],
  )
  const add = (n: number) =>
    kept.change((present) => {
      if (present.includes(n)) throw new Error(`${n} exists`)
      return { value: [...present, n], answer: present.length }
    })
  const turn = async () => {
    for (let times = 0; times < 20; times++) await Promise.resolve()
  }
  const answer = async () => {
    await turn()
    gates.shift()?.()
    await turn()
  }
  return { kept, add, answer, written, state }
}

it('stores what waits together, in order, and shows it only when it is stored', async () => {
  const { kept, add, answer, written } = keeping()
  const first = add(1)
  await Promise.resolve()
  await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve))
  const rest = [add(2), add(3), add(2), add(4)]
  const outcomes = Promise.allSettled(rest)
  expect(kept.latest).toEqual([])
  await answer()
  expect([await first, kept.latest]).toEqual([0, [1]])
  await answer()
  expect(written).toEqual(['[1]', '[1,2,3,4]'])
  expect((await outcomes).map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
    1,
    2,
    '2 exists',
    3,
  ])
  expect(kept.latest).toEqual([1, 2, 3, 4])
})

it('a write that fails changes nothing, for nobody of its batch; the next one goes on', async () => {
  const { kept, add, answer, state } = keeping()
  state.fails = true
  const lost = Promise.allSettled([add(1), add(1), add(2)])
  await answer()
  expect((await lost).map((one) => one.status === 'rejected' && one.reason.message)).toEqual(['away', 'away', 'away'])
  expect(kept.latest).toEqual([])
  state.fails = false
  const next = add(3)
  await answer()
  expect([await next, kept.latest]).toEqual([0, [3]])
})

it('a change that leaves the value as it is writes nothing', async () => {
  const { kept, written } = keeping()
  expect(await kept.change((present) => ({ value: present, answer: 'same' }))).toBe('same')
  expect(written).toEqual([])
})
