import { describe, expect, it } from 'vitest'
import { windowsOf, windowsSince } from './windows.ts'

const minute = 60e6
const now = 1_800_000_000
const window = { fromUs: now * 1e6 - 15 * minute, toUs: now * 1e6 }

describe('the earlier window', () => {
  it('is as long as the other, right before it, unless told otherwise', () => {
    const expected = { fromUs: window.fromUs - 15 * minute, toUs: window.fromUs }
    expect(windowsOf(window, undefined, now)).toEqual({ window, before: expected, against: 'previous' })
    expect(windowsOf(window, 'previous', now).before).toEqual(expected)
    expect(windowsOf(window, ' ', now).before).toEqual(expected)
  })

  it.each([
    ['day', 86_400],
    ['week', 604_800],
  ])('the same time a %s earlier', (text, seconds) => {
    const { before, against } = windowsOf(window, text, now)
    expect(against).toBe(text)
    expect(before).toEqual({ fromUs: window.fromUs - seconds * 1e6, toUs: window.toUs - seconds * 1e6 })
  })

  it('takes an own choice in any form of time', () => {
    expect(windowsOf(window, 'now-3h~now-2h', now)).toEqual({
      window,
      before: { fromUs: (now - 10_800) * 1e6, toUs: (now - 7200) * 1e6 },
      against: 'own',
    })
    expect(windowsOf(window, `${now - 7200}~${now - 3600}`, now).before.toUs).toBe((now - 3600) * 1e6)
  })

  it.each([
    ['yesterday', 'none of previous'],
    ['~now-1h', 'none of previous'],
    ['now-3h~now-2h~now-1h', 'none of previous'],
    ['now-2h~now-3h', 'the window is empty'],
    ['tomorrow~now-1h', 'is not a time'],
    ['now-1h~now-5m', 'must end by the time'],
  ])('%s is refused, and the reason said', (text, reason) => {
    expect(() => windowsOf(window, text, now)).toThrow(reason)
  })

  it('a day earlier is not earlier than two days', () => {
    expect(() => windowsOf({ fromUs: window.toUs - 2 * 86_400e6, toUs: window.toUs }, 'day', now)).toThrow('longer')
  })
})

describe('since a deployment', () => {
  it('within the window: from it to the end, and as long before it', () => {
    const at = window.toUs - 10 * minute
    expect(windowsSince(window, at)).toEqual({
      window: { fromUs: at, toUs: window.toUs },
      before: { fromUs: at - 10 * minute, toUs: at },
      against: 'since',
    })
  })
  it('before the window: the window, and as long before the deployment', () => {
    const at = window.fromUs - 60 * minute
    expect(windowsSince(window, at)).toMatchObject({ window, before: { fromUs: at - 15 * minute, toUs: at } })
  })
  it('after the window, or just now: nothing to compare yet', () => {
    expect(() => windowsSince(window, window.toUs + minute)).toThrow('less than a minute')
    expect(() => windowsSince(window, window.toUs - 30e6)).toThrow('less than a minute')
  })
})
