import { describe, expect, it } from 'vitest'
import { formatTime, parseDuration, parseRange, parseTime, parseTypedRange } from './time.ts'

const now = Date.UTC(2026, 10, 22, 10, 30, 15) / 1000
const at = (text: string): number => Date.parse(text) / 1000

describe('parseTime', () => {
  it.each([
    ['now', now],
    ['NOW', now],
    ['now-6h', now - 6 * 3600],
    ['now-1d+2h', now - 22 * 3600],
    ['now 1h', now + 3600], // an unescaped + in a query string
    ['now/d', at('2026-11-22T00:00:00Z')],
    ['now-1d/d', at('2026-11-21T00:00:00Z')],
    ['now/w', at('2026-11-16T00:00:00Z')], // a Monday
    ['PT1H', now - 3600],
    ['P1DT12H', now - 36 * 3600],
    ['last 2h', now - 7200],
    ['past 90 minutes', now - 5400],
    ['1h30m', now - 5400],
    ['1763460000', 1763460000],
    ['1763460000.25', 1763460000.25],
    ['1763460000123', 1763460000.123], // milliseconds
    ['2026-11-22', at('2026-11-22T00:00:00Z')],
    ['2026-11-22T10:00Z', at('2026-11-22T10:00:00Z')],
    ['2026-11-22 10:00', at('2026-11-22T10:00:00Z')],
    ['2026-11-22T10:00:00.5+02:00', at('2026-11-22T08:00:00.5Z')],
  ])('%s', (text, seconds) => {
    expect(parseTime(text, { now })).toMatchObject({ ok: true, seconds })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['later', 'not-a-time'],
    ['now-', 'not-a-time'],
    ['now-6x', 'not-a-time'],
    ['12', 'not-a-time'],
    ['P', 'not-a-time'],
    ['2026-02-30', 'no-such-date'],
    ['2026-11-22T25:00Z', 'no-such-date'],
  ])('refuses %j as %s', (text, problem) => {
    expect(parseTime(text, { now })).toMatchObject({ ok: false, problem })
  })

  it('reads a time without a zone in the zone asked for, on both sides of a change of clocks', () => {
    const zone = 'Europe/Berlin'
    expect(parseTime('2026-07-01 12:00', { now, zone })).toMatchObject({ seconds: at('2026-07-01T10:00:00Z') })
    expect(parseTime('2026-12-01 12:00', { now, zone })).toMatchObject({ seconds: at('2026-12-01T11:00:00Z') })
    expect(parseTime('now/d', { now, zone })).toMatchObject({ seconds: at('2026-11-21T23:00:00Z') })
  })
})

describe('parseRange', () => {
  it('counts a bare length back from the end', () => {
    expect(parseRange('PT1H', '2026-11-22T08:00:00Z', { now })).toMatchObject({
      ok: true,
      from: at('2026-11-22T07:00:00Z'),
      to: at('2026-11-22T08:00:00Z'),
      fromText: '2026-11-22T07:00:00Z',
      relative: false,
    })
  })

  it('keeps relative ends relative', () => {
    expect(parseRange('last 2h', 'now', { now })).toMatchObject({ fromText: 'now-2h', toText: 'now', relative: true })
    expect(parseRange('now-6h', 'now', { now })).toMatchObject({ fromText: 'now-6h', toText: 'now' })
  })

  it('says which end is wrong', () => {
    expect(parseRange('x', 'now', { now })).toMatchObject({ ok: false, field: 'from' })
    expect(parseRange('now-1h', 'x', { now })).toMatchObject({ ok: false, field: 'to' })
    expect(parseRange('now', 'now-1h', { now })).toMatchObject({ ok: false, problem: 'from-after-to' })
    expect(parseRange('now', 'now', { now })).toMatchObject({ ok: false, problem: 'from-after-to' })
    expect(parseRange('now-900d', 'now', { now })).toMatchObject({ ok: false, problem: 'too-long' })
  })
})

describe('parseTypedRange', () => {
  it.each([
    ['last 2h', 'now-2h', 'now'],
    ['PT1H', 'now-1h', 'now'],
    ['now-1d', 'now-1d', 'now'],
    ['today', 'now/d', 'now'],
    ['yesterday', 'now-1d/d', 'now/d'],
    ['2026-11-20', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'],
    ['2026-11-20 10:00 - 12:30', '2026-11-20T10:00:00Z', '2026-11-20T12:30:00Z'],
    ['2026-11-20 10:00 to 2026-11-21 09:00', '2026-11-20T10:00:00Z', '2026-11-21T09:00:00Z'],
    ['9:00 – 10:00', '2026-11-22T09:00:00Z', '2026-11-22T10:00:00Z'],
    ['2026-11-20T10:00:00Z~2026-11-20T11:00:00Z', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z'], // AWS deep links
    ['now-1d to now-1h', 'now-1d', 'now-1h'],
    ['2026-11-20T10:00:00Z/2026-11-20T11:00:00Z', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z'], // ISO 8601
    ['2026-11-20T10:00:00Z/PT30M', '2026-11-20T10:00:00Z', '2026-11-20T10:30:00Z'],
    ['PT1H/2026-11-20T11:00:00Z', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z'],
  ])('%s', (text, fromText, toText) => {
    expect(parseTypedRange(text, { now })).toMatchObject({ ok: true, fromText, toText })
  })

  it('takes a whole day of 25 hours', () => {
    expect(parseTypedRange('2026-10-25', { now, zone: 'Europe/Berlin' })).toMatchObject({
      from: at('2026-10-24T22:00:00Z'),
      to: at('2026-10-25T23:00:00Z'),
    })
  })

  it.each(['', 'soon', '10:00 - 09:00', '2026-13-01'])('refuses %j', (text) => {
    expect(parseTypedRange(text, { now })).toMatchObject({ ok: false })
  })

  it('its canonical texts mean the same range', () => {
    for (const text of ['last 2h', 'yesterday', '2026-11-20', '9:00 - 10:00', '1h30m']) {
      const first = parseTypedRange(text, { now })
      if (!first.ok) throw new Error(first.message)
      expect(parseRange(first.fromText, first.toText, { now })).toMatchObject({ from: first.from, to: first.to })
    }
  })
})

it('parseDuration and formatTime', () => {
  expect(parseDuration('2 weeks')).toBe(1_209_600)
  expect(parseDuration('soon')).toBeNull()
  expect(formatTime(1763460000)).toBe('2025-11-18T10:00:00Z')
  expect(formatTime(1763460000.25)).toBe('2025-11-18T10:00:00.250Z')
})
