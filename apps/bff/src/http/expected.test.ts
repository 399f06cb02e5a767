import { expect, it, vi } from 'vitest'
import { Expected } from './expected.ts'

it('is given once, to the same question, while it is fresh', async () => {
  let now = 0
  const expected = new Expected<number>(() => now)
  const ask = vi.fn(async () => 1)
  void expected.begin('a', ask)
  expect(expected.take('b')).toBeUndefined()
  expect(await expected.take('a')).toBe(1)
  expect(expected.take('a')).toBeUndefined()
  void expected.begin('a', ask)
  now = 6000
  expect(expected.take('a')).toBeUndefined()
})

it('begins each once and few at a time, and forgets those that nobody came for', () => {
  vi.useFakeTimers()
  try {
    const expected = new Expected<number>()
    const ask = vi.fn(async () => 1)
    for (let i = 0; i < 20; i++) void expected.begin(`${i % 10}`, ask)
    // Beyond eight, whoever asks is answered, and nothing is kept.
    expect(ask).toHaveBeenCalledTimes(12)
    vi.advanceTimersByTime(6000)
    void expected.begin('new', ask)
    expect(ask).toHaveBeenCalledTimes(13)
    expect(expected.take('new')).toBeDefined()
  } finally {
    vi.useRealTimers()
  }
})

it('a failure is told to whoever comes for it, and to nobody else', async () => {
  const expected = new Expected<number>()
  void expected.begin('a', () => Promise.reject(new Error('no')))
  void expected.begin('b', () => Promise.reject(new Error('no')))
  await expect(expected.take('a')).rejects.toThrow('no')
})
