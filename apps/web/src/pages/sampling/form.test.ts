import { describe, expect, it } from 'vitest'
import { emptyForm, type Form, formOf, readForm } from './form.ts'

const read = (change: Partial<Form>, taken: string[] = []) =>
  readForm({ ...emptyForm, name: 'a', ...change }, false, taken)

describe('the editor', () => {
  it('makes the rule it was opened with', () => {
    const result = read({ attributes: 'X-Tier: gold\nx: *', boost: true, rate: '7' })
    expect(result).toMatchObject({
      ok: true,
      rule: {
        fixedRate: 0.07,
        reservoirSize: 1,
        perMinute: null,
        attributes: { 'X-Tier': 'gold', x: '*' },
        boost: { maxRate: 0.2, cooldownMinutes: 10 },
      },
    })
    if (result.ok) expect(readForm(formOf(result.rule), false, [])).toEqual(result)
  })

  it('a reservoir a minute leaves none a second', () => {
    expect(read({ reservoirKind: 'minute', reservoir: '5' })).toMatchObject({
      ok: true,
      rule: { reservoirSize: 0, perMinute: 5 },
    })
    expect(read({ reservoirKind: 'none', reservoir: '' })).toMatchObject({
      rule: { reservoirSize: 0, perMinute: null },
    })
  })

  it('Default keeps its priority', () => {
    expect(readForm({ ...emptyForm, name: 'Default', priority: '10000' }, true, [])).toMatchObject({
      ok: true,
      rule: { priority: 10_000 },
    })
  })

  it.each([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(33) }],
    ['name', { name: 'b' }],
    ['priority', { priority: '0' }],
    ['priority', { priority: '10000' }],
    ['priority', { priority: '1.5' }],
    ['reservoir', { reservoir: '-1' }],
    ['reservoir', { reservoir: '' }],
    ['reservoir', { reservoirKind: 'minute', reservoir: '0' }],
    ['rate', { rate: '101' }],
    ['rate', { rate: 'all' }],
    ['host', { host: '' }],
    ['urlPath', { urlPath: '/'.repeat(129) }],
    ['attributes', { attributes: 'nothing' }],
    ['attributes', { attributes: 'a: b\nc: d\ne: f\ng: h\ni: j\nk: l' }],
    ['maxRate', { boost: true, maxRate: '-1' }],
    ['cooldown', { boost: true, cooldown: '' }],
  ] as const)('says what is wrong with %s: %j', (field, change) => {
    const result = read(change, ['b'])
    expect(result.ok ? [] : Object.keys(result.problems)).toEqual([field])
  })
})
