import { describe, expect, it } from 'vitest'
import { Dice } from '../testing/random-traces.ts'
import { coveringRanges, minuteUs, planWindow, type Range } from './plan.ts'

describe('the plan of a window', () => {
  it('takes whole days, hours and minutes from rollups, and the ends raw', () => {
    const day = 20_000 * 1440
    const fromUs = (day - 61) * minuteUs + 5
    const toUs = (day + 1440 + 62) * minuteUs + 7
    expect(planWindow({ fromUs, toUs }, [])).toEqual({
      days: [[20_000, 20_001]],
      hours: [
        [20_000 * 24 - 1, 20_000 * 24],
        [20_001 * 24, 20_001 * 24 + 1],
      ],
      minutes: [[day + 1440 + 60, day + 1440 + 62]],
      dirty: [],
      raggedUs: [
        [fromUs, (day - 60) * minuteUs],
        [(day + 1440 + 62) * minuteUs, toUs],
      ],
    })
  })

  it('takes every microsecond from exactly one place, whatever is dirty', () => {
    for (let seed = 0; seed < 400; seed++) {
      const dice = new Dice(seed)
      const start = 28_800_000 + dice.below(3000)
      const fromUs = start * minuteUs + dice.pick([0, 1, dice.below(minuteUs)])
      const toUs = fromUs + dice.pick([1, minuteUs, dice.below(90) * minuteUs + 3, dice.below(6000) * minuteUs])
      const dirty = dice.some(6, () => start - 2 + dice.below(6010))
      const plan = planWindow({ fromUs, toUs }, dirty, dice.pick(['minute', 'hour', 'day'] as const))
      const us = (ranges: readonly Range[], minutes: number): Range[] =>
        ranges.map(([a, b]) => [a * minutes * minuteUs, b * minutes * minuteUs])
      const pieces = [
        ...us(plan.days, 1440),
        ...us(plan.hours, 60),
        ...us(plan.minutes, 1),
        ...us(
          plan.dirty.map((m): Range => [m, m + 1]),
          1,
        ),
        ...plan.raggedUs,
      ].sort((a, b) => a[0] - b[0])
      let at = fromUs
      for (const [a, b] of pieces) {
        expect(a).toBe(at)
        at = b
      }
      expect(at).toBe(toUs)
      const rolled = [...us(plan.days, 1440), ...us(plan.hours, 60), ...us(plan.minutes, 1)]
      for (const m of dirty) for (const [a, b] of rolled) expect(m * minuteUs >= a && m * minuteUs < b).toBe(false)
    }
  })

  it('joins the closest ranges first', () => {
    expect(coveringRanges([1, 2, 3, 5, 90, 91, 200], 2)).toEqual([
      [1, 92],
      [200, 201],
    ])
  })
})
