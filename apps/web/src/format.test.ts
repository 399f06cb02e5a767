import { describe, expect, it } from 'vitest'
import { ago, clockTime, compact, dateTime, duration, outOf, percent, rate, timeSpan, zoneAt } from './format.ts'

describe('durations', () => {
  it.each([
    [null, '–'],
    [0, '0 ms'],
    [0.0000005, '0.5 µs'],
    [0.00085, '850 µs'],
    [0.0099, '9.9 ms'],
    [0.34, '340 ms'],
    [0.3404, '340 ms'],
    // Never "1000 ms".
    [0.9997, '1 s'],
    [1.2, '1.2 s'],
    [12.345, '12.3 s'],
    [59.97, '1 min'],
    [185, '3 min 5 s'],
    [7440, '2 h 4 min'],
    [86_400, '24 h'],
    [172_800, '2 d'],
    [-0.5, '-500 ms'],
  ])('%s s is %s', (seconds, text) => expect(duration(seconds)).toBe(text))
})

describe('numbers', () => {
  it.each([
    [0, '0/min'],
    [0.01, '<0.1/min'],
    [0.4, '0.4/min'],
    [12, '12/min'],
    [4100, '4.1k/min'],
    [99_970, '100k/min'],
    [2_300_000, '2.3M/min'],
  ])('%s a minute is %s', (perMinute, text) => expect(rate(perMinute)).toBe(text))

  it('does not say 1000k', () => expect(compact(999_700)).toBe('1M'))

  it.each([
    [0, '0 %'],
    [1, '100 %'],
    // Something is never nothing, and nearly all is never all.
    [0.0001, '<0.1 %'],
    [0.99999, '>99.9 %'],
    [0.004, '0.4 %'],
    [0.123, '12 %'],
    [0.956, '95.6 %'],
  ])('%s is %s', (share, text) => expect(percent(share)).toBe(text))
})

describe('shares as people say them', () => {
  it.each([
    [0, 'none'],
    [1, 'all'],
    [0.12, '12 in 100'],
    [0.0555, '6 in 100'],
    [0.004, '4 in 1,000'],
    // Something is never nothing, and nearly all is never all.
    [0.0001, 'under 1 in 1,000'],
    [0.999, 'almost all'],
  ])('%s is %s', (share, text) => expect(outOf(share)).toBe(text))
})

describe('times', () => {
  const at = Date.UTC(2026, 10, 22, 14, 3, 5) / 1000

  it('print their zone, always', () => {
    expect(dateTime(at, 'utc')).toBe('22 Nov 2026, 14:03:05 UTC')
    expect(dateTime(at, 'Europe/Berlin')).toBe('22 Nov 2026, 15:03:05 UTC+1')
    expect(clockTime(at, 'Asia/Kolkata')).toBe('19:33:05 UTC+5:30')
  })

  it('take the offset of that moment, not of today', () => {
    expect(zoneAt(Date.UTC(2026, 6, 1) / 1000, 'Europe/Berlin')).toBe('UTC+2')
    expect(zoneAt(Date.UTC(2026, 0, 1) / 1000, 'Europe/Berlin')).toBe('UTC+1')
  })

  it('name one day once', () => {
    expect(timeSpan(at, at + 900, 'utc')).toBe('22 Nov, 14:03 – 14:18 UTC')
    expect(timeSpan(at, at + 86_400, 'utc')).toBe('22 Nov, 14:03 – 23 Nov, 14:03 UTC')
  })

  it.each([
    [0, 'just now'],
    [5, '5 s ago'],
    [190, '3 min ago'],
    [7300, '2 h ago'],
    [200_000, '2 d ago'],
    // A sender's clock may run ahead of ours.
    [-30, 'just now'],
  ])('%s s ago is %s', (passed, text) => expect(ago(1000, 1000 + passed)).toBe(text))
})
