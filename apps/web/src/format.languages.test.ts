import { afterEach, describe, expect, it } from 'vitest'
import { ago, compact, compareTexts, count, dateTime, duration, percent, rate, timeSpan } from './format.ts'
import { texts as de } from './messages/de/index.ts'
import { texts as fr } from './messages/fr/index.ts'
import { speak } from './messages/index.ts'

const at = Date.UTC(2026, 2, 22, 14, 3, 5) / 1000

afterEach(() => speak('en', null))

describe('figures in German', () => {
  it('have its signs and words', () => {
    speak('de', de)
    expect([duration(1.2), duration(0.0085), duration(172_800), duration(176_400)]).toEqual([
      '1,2 s',
      '8,5 ms',
      '2 Tg.',
      '2 Tg. 1 h',
    ])
    expect([compact(4100), rate(2_300_000), rate(0.01), count(12_345)]).toEqual([
      '4,1 Tsd.',
      '2,3 Mio./min',
      '<0,1/min',
      '12.345',
    ])
    expect([percent(0.004), percent(0.0001), percent(0.99999)]).toEqual(['0,4 %', '<0,1 %', '>99,9 %'])
    expect(dateTime(at, 'Europe/Berlin')).toBe('22. März 2026, 15:03:05 UTC+1')
    expect(timeSpan(at, at + 900, 'utc')).toBe('22. März, 14:03 – 14:18 UTC')
    expect([ago(1000, 1000), ago(1000, 1190), ago(1000, 201_000)]).toEqual(['gerade eben', 'vor 3 min', 'vor 2 Tg.'])
    expect(['z', 'ä', 'b'].sort(compareTexts)).toEqual(['ä', 'b', 'z'])
  })
})

describe('figures in French', () => {
  it('have its signs and words', () => {
    speak('fr', fr)
    expect([duration(1.2), rate(4100), count(12_345)]).toEqual(['1,2 s', '4,1 k/min', '12\u202f345'])
    expect(dateTime(at, 'utc')).toBe('22 mars 2026, 14:03:05 UTC')
    expect([ago(1000, 1000), ago(1000, 201_000)]).toEqual(['à l’instant', 'il y a 2 j'])
  })
})
