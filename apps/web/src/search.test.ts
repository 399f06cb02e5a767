import { describe, expect, it } from 'vitest'
import { badParameters, carried, pageOf, validatorOf } from './search.ts'
import { parseSearch, stringifySearch } from './search-text.ts'

const read = (text: string) => validatorOf('/map')(parseSearch(text) as never)

describe('search parameters', () => {
  it('come out of a link as they went in', () => {
    const text =
      '?from=now-1h&filter=service%28%22orders%22%29&node=a~b&lo=0.1&hi=0.25&view=table&live=0&tz=Europe%2FBerlin'
    const search = read(text)
    expect(search).toMatchObject({
      from: 'now-1h',
      filter: 'service("orders")',
      lo: 0.1,
      hi: 0.25,
      view: 'table',
      live: '0',
    })
    expect(parseSearch(stringifySearch(search))).toEqual(parseSearch(text))
  })

  it('keep text as text, numbers in it included', () => {
    expect(read('?from=1763460000&node=42')).toEqual({ from: '1763460000', node: '42' })
  })

  it('keep what nobody knows', () => {
    expect(read('?utm=mail&lo=0.5')).toEqual({ utm: 'mail', lo: 0.5 })
  })

  it.each([
    ['?lo=fast', 'lo'],
    ['?lo=-1', 'lo'],
    ['?hi=NaN', 'hi'],
    ['?view=3d', 'view'],
    ['?as=3d', 'as'],
    ['?flow=up', 'flow'],
    ['?pins=a b', 'pins'],
    ['?live=yes', 'live'],
    ['?tz=Mars/Base', 'tz'],
  ])('drop %s alone, and name it', (text, name) => {
    expect(read(`${text}&node=a`)).toEqual({ node: 'a' })
    expect(badParameters('/map', parseSearch(`${text}&node=a`))).toEqual([name])
  })

  it('leave empty ones out of links', () => {
    expect(stringifySearch({ from: undefined, to: null, filter: '', lo: 0 })).toBe('?lo=0')
    expect(stringifySearch({})).toBe('')
  })

  it('take window, filter and the unknown along to another page, and nothing of the page itself', () => {
    expect(carried({ from: 'now-1h', filter: 'fault', node: 'a', lo: 1, trace: '1-x', utm: 'mail' })).toEqual({
      from: 'now-1h',
      filter: 'fault',
      utm: 'mail',
    })
  })

  it.each([
    ['/map', '/map'],
    ['/traces', '/traces'],
    ['/traces/1-58406520-a006649127e371903a2de979', '/traces/$id'],
    ['/nowhere', '/map'],
  ])('%s is the page %s', (path, page) => expect(pageOf(path)).toBe(page))
})
