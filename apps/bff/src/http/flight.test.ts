import { expect, it } from 'vitest'
import { singleFlight } from './flight.ts'

const deferred = <T>() => {
  let resolve!: (value: T) => void
  let reject!: (cause: unknown) => void
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

it('asks equal questions once, different ones each', async () => {
  let clock = 0
  const flight = singleFlight(250, () => clock)
  const asked: string[] = []
  const ask = (key: string) => flight(key, async () => asked.push(key))
  await Promise.all([ask('a'), ask('a'), ask('b')])
  clock = 249
  await ask('a')
  expect(asked).toEqual(['a', 'b'])
  clock = 250
  await ask('a')
  expect(asked).toEqual(['a', 'b', 'a'])
})

it('does not let a late asker join a slow question: its reading would be too old', async () => {
  let clock = 0
  const flight = singleFlight(250, () => clock)
  const slow = deferred<string>()
  const first = flight('k', () => slow.promise)
  clock = 300
  const second = flight('k', async () => 'fresh')
  expect(await second).toBe('fresh')
  slow.resolve('old')
  expect(await first).toBe('old')
  expect(await flight('k', async () => 'never asked')).toBe('fresh')
})

it('gives a failure to those who waited for it, and to nobody after', async () => {
  const flight = singleFlight(250, () => 0)
  const failing = deferred<string>()
  const waiting = [flight('k', () => failing.promise), flight('k', async () => 'no')]
  failing.reject(new Error('down'))
  for (const one of waiting) await expect(one).rejects.toThrow('down')
  expect(await flight('k', async () => 'up')).toBe('up')
})

it('answers nobody from before a change', async () => {
  const flight = singleFlight(250, () => 0)
  const slow = deferred<string>()
  const before = flight('k', () => slow.promise)
  flight.forget()
  expect(await flight('k', async () => 'after')).toBe('after')
  slow.resolve('before')
  expect(await before).toBe('before')
  expect(await flight('k', async () => 'again')).toBe('after')
})
