import { expect, it, vi } from 'vitest'
import { Expected } from './expected.ts'

it('is given once, to the same question, while it is fresh', async () => {
  let now = 0
  const expected = new Expected<number>(() => now)
  const ask = vi.fn(async () => 1)
  expected.begin('a', ask)
  expect(expected.take('b')).toBeUndefined()
  expect(await expected.take('a')).toBe(1)
  expect(expected.take('a')).toBeUndefined()
  expected.begin('a', ask)
  now = 3000
  expect(expected.take('a')).toBeUndefined()
})

it('begins each once and few at a time, and forgets those that nobody came for', () => {
  vi.useFakeTimers()
  try {
    const expected = new Expected<number>()
    const ask = vi.fn(async () => 1)
    for (let i = 0; i < 20; i++) expected.begin(`${i % 10}`, ask)
    expect(ask).toHaveBeenCalledTimes(8)
    vi.advanceTimersByTime(3000)
    expected.begin('new', ask)
    expect(ask).toHaveBeenCalledTimes(9)
    expect(expected.take('new')).toBeDefined()
  } finally {
    vi.useRealTimers()
  }
})

it('a failure is told to whoever comes for it, and to nobody else', async () => {
  const expected = new Expected<number>()
  expected.begin('a', () => Promise.reject(new Error('no')))
  expected.begin('b', () => Promise.reject(new Error('no')))
  await expect(expected.take('a')).rejects.toThrow('no')
})
