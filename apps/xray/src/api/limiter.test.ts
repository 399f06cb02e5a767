import { expect, it } from 'vitest'
import { Limiter, parseLimits } from './limiter.ts'

const admitted = (limiter: Limiter, n: number) =>
  Array.from({ length: n }, () => {
    try {
      limiter.admit('GetGroups')
      return true
    } catch (error) {
      expect(error).toMatchObject({ name: 'ThrottledException' })
      return false
    }
  }).filter(Boolean).length

it('lets so many through in a second, and others always', () => {
  let nowMs = 5_000
  const limiter = new Limiter(parseLimits('GetGroups=3'), () => nowMs)
  expect(admitted(limiter, 10)).toBe(3)
  nowMs += 1000 / 3 + 1
  expect(admitted(limiter, 10)).toBe(1)
  nowMs += 60_000
  expect(admitted(limiter, 10)).toBe(3)
  // A clock that is set back gives nothing and takes nothing.
  nowMs -= 30_000
  expect(admitted(limiter, 1)).toBe(0)
  for (let i = 0; i < 100; i++) limiter.admit('GetGroup')
})

it('one in two seconds is a limit too, and none at all', () => {
  let nowMs = 0
  const slow = new Limiter(parseLimits('GetGroups=0.5'), () => nowMs)
  expect(admitted(slow, 5)).toBe(1)
  nowMs += 1_500
  expect(admitted(slow, 5)).toBe(0)
  nowMs += 600
  expect(admitted(slow, 5)).toBe(1)
  expect(admitted(new Limiter(parseLimits('GetGroups=0'), () => nowMs), 5)).toBe(0)
})

it('is written as a list', () => {
  expect(parseLimits('')).toEqual(new Map())
  expect([...parseLimits(' PutTraceSegments = 100, GetGroups=0.5,')]).toEqual([
    ['PutTraceSegments', 100],
    ['GetGroups', 0.5],
  ])
  for (const wrong of ['GetGroups', 'Nothing=1', 'GetGroups=-1', 'GetGroups=1e3', 'toString=1'])
    expect(() => parseLimits(wrong)).toThrow('is not OPERATION=')
})
