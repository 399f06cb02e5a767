import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { throttled } from './live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks at once, then at most once per pause, and never forgets the last call', () => {
  const work = vi.fn()
  const { call, cancel } = throttled(work, 2000)
  call()
  expect(work).toHaveBeenCalledTimes(1)
  call()
  call()
  expect(work).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(2000)
  expect(work).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(10_000)
  expect(work).toHaveBeenCalledTimes(2)
  call()
  expect(work).toHaveBeenCalledTimes(3)
  call()
  cancel()
  vi.advanceTimersByTime(10_000)
  expect(work).toHaveBeenCalledTimes(3)
})
