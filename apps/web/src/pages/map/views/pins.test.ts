import { describe, expect, it } from 'vitest'
import { decodePins, encodePins, hashOf, mostPins, noPins, type Pins, pinnedAmong, withPin } from './pins.ts'

const none = noPins
const linkOf = (own: Iterable<[string, { x: number; y: number } | null]>): Pins => ({ own: new Map(own), ofView: true })

describe('pins in a link', () => {
  it('come back as they went in', () => {
    const pins = linkOf([
      [hashOf('orders'), { x: 120, y: -45 }],
      [hashOf('group:domain:pay'), { x: 0, y: 99999 }],
      [hashOf('payments~AWS%3A%3AECS%3A%3AContainer'), null],
    ])
    const text = encodePins(pins)
    expect(text).toMatch(/^[0-9a-z.~-]+$/)
    expect(decodePins(text)).toEqual(pins)
    expect(encodePins(none)).toBeUndefined()
    expect(decodePins(undefined)).toEqual(none)
  })

  it('what cannot be read is left out, and the rest holds', () => {
    const good = `${hashOf('a')}.1a.2b`
    for (const bad of [
      '',
      '~',
      'x.y',
      '..',
      'abc.1.2.3',
      'abc.1.',
      'abc.zzzzzz.1',
      'abc.zzzzz.1',
      'abc.1-1.2',
      'toolonghash.1.2',
    ])
      expect(decodePins(`${bad}~${good}`), bad).toEqual(linkOf([[hashOf('a'), { x: 46, y: 83 }]]))
  })

  it('stand over those of the view, and can take them back', () => {
    const view = { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } }
    const moved = withPin(none, 'a', { x: 9, y: 9 }, view)
    expect(pinnedAmong(['a', 'b', 'c'], moved ?? none, view)).toEqual({ a: { x: 9, y: 9 }, b: { x: 2, y: 2 } })
    const back = withPin(moved ?? none, 'a', null, view)
    expect(pinnedAmong(['a', 'b', 'c'], back ?? none, view)).toEqual({ b: { x: 2, y: 2 } })
    // Of the link alone, nothing remains of a pin taken back.
    expect(withPin(linkOf([[hashOf('c'), { x: 3, y: 3 }]]), 'c', null, view)).toEqual(none)
  })

  it('can take back all of the view at once', () => {
    const view = { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } }
    const all: Pins = { own: new Map(), ofView: false }
    expect(encodePins(all)).toBe('-')
    expect(decodePins('-')).toEqual(all)
    const one = withPin(all, 'b', { x: 7, y: 7 }, view) ?? none
    expect(pinnedAmong(['a', 'b'], decodePins(encodePins(one)), view)).toEqual({ b: { x: 7, y: 7 } })
    expect(withPin(one, 'b', null, view)).toEqual(all)
  })

  it('a link has room for so many', () => {
    let pins: Pins = none
    for (let i = 0; i < mostPins; i++) pins = withPin(pins, `n${i}`, { x: i, y: i }, {}) ?? none
    expect(pins.own.size).toBe(mostPins)
    expect(withPin(pins, 'one more', { x: 0, y: 0 }, {})).toBeNull()
    // One that is there already may move on.
    expect(withPin(pins, 'n3', { x: 100, y: 0 }, {})?.own.size).toBe(mostPins)
    expect((encodePins(pins) ?? '').length).toBeLessThan(mostPins * 16)
  })
})
