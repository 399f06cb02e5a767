import { expect, it } from 'vitest'
import { ReplayClock } from './clock.ts'
import { speedFor } from './speeds.ts'

function byHand() {
  let nowMs = 0
  let work: (() => void) | null = null
  const clock = new ReplayClock({
    now: () => nowMs,
    next: (next) => {
      work = next
      return () => {
        work = null
      }
    },
  })
  const pass = (ms: number): void => {
    nowMs += ms
    const due = work
    work = null
    due?.()
  }
  return { clock, pass }
}

it('goes by time and not by repaints, and ends on the last frame', () => {
  const { clock, pass } = byHand()
  let over = 0
  clock.play(10, 4, () => {
    over += 1
  })
  const seen: number[] = []
  clock.subscribe(() => seen.push(clock.moment().frame))
  pass(100)
  pass(200)
  pass(1000)
  expect([clock.moment().frame, clock.moment().playing, over]).toEqual([5, true, 0])
  pass(5000)
  expect([clock.moment().frame, clock.moment().playing, over]).toEqual([9, false, 1])
  expect(seen).toEqual([1, 5, 9])
  pass(5000)
  expect(over).toBe(1)
})

it('paints at most thirty steps a second, and skips the others', () => {
  const { clock, pass } = byHand()
  clock.play(1000, 60, () => {})
  const seen: number[] = []
  clock.subscribe(() => seen.push(clock.moment().frame))
  for (let i = 0; i < 60; i++) pass(1000 / 60)
  expect(seen.length).toBeGreaterThan(25)
  expect(seen.length).toBeLessThanOrEqual(30)
  expect(seen.at(-1)).toBeGreaterThanOrEqual(59)
})

it('stops where it stands, starts again at the beginning once it was over', () => {
  const { clock, pass } = byHand()
  clock.go(3)
  clock.play(10, 1, () => {})
  pass(2000)
  clock.stop()
  pass(2000)
  expect(clock.moment()).toEqual({ frame: 5, playing: false })
  clock.go(9)
  clock.play(10, 1, () => {})
  expect(clock.moment()).toEqual({ frame: 0, playing: true })
})

it('a window is played in about half a minute, unless it is very long', () => {
  expect([900, 3600, 86_400, 30 * 86_400].map(speedFor)).toEqual([30, 300, 3600, 3600])
})
