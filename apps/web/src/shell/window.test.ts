import { describe, expect, it } from 'vitest'
import { isLive, quickRanges, rangeLabel, rangeOf, stepped, widened } from './window.ts'

const now = Date.UTC(2026, 10, 22, 12) / 1000
const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour)).toISOString().replace('.000Z', 'Z')
const fixed = { from: at(8), to: at(9), tz: 'utc' }

describe('the window', () => {
  it('is the last quarter of an hour unless said otherwise', () => {
    expect(rangeLabel({}, now)).toBe('Last 15 min')
    expect(rangeLabel(fixed, now)).toBe('22 Nov, 08:00 – 09:00 UTC')
    expect(rangeLabel({ from: 'nonsense' }, now)).toBe('Unreadable time range')
  })

  it.each(quickRanges)('knows the quick range %s', (length) =>
    expect(rangeOf({ from: `now-${length}` }, now).ok).toBe(true),
  )

  it('steps by its own width', () => {
    expect(stepped(rangeOf(fixed, now), -1, now)).toEqual({ from: at(7), to: at(8) })
    expect(stepped(rangeOf(fixed, now), 1, now)).toEqual({ from: at(9), to: at(10) })
  })

  it('follows the clock again when a step reaches now', () => {
    expect(stepped(rangeOf({ from: at(10), to: at(11) }, now), 1, now)).toEqual({ from: 'now-1h', to: 'now' })
  })

  it('widens around its middle, and backwards from now', () => {
    expect(widened(rangeOf({ from: at(6), to: at(8) }, now), now)).toEqual({ from: at(5), to: at(9) })
    expect(widened(rangeOf({ from: 'now-1h' }, now), now)).toEqual({ from: 'now-2h', to: 'now' })
  })

  it('is live while its end moves with the clock and nobody switched it off', () => {
    expect(isLive({})).toBe(true)
    expect(isLive({ live: '0' })).toBe(false)
    expect(isLive(fixed)).toBe(false)
  })
})
