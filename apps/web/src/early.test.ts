import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, it, vi } from 'vitest'
import { askEarly, askedEarly } from './early.ts'
import { firstPictureOf } from './first-picture.ts'
import { windowOf } from './queries.ts'
import { takenBy } from './search.ts'
import { parseSearch, stringifySearch } from './search-text.ts'

const script = readFileSync(new URL('../public/early.js', import.meta.url), 'utf8')

function loaded(address: string, preloaded: string[] = []): typeof globalThis.roentgenEarly {
  const { pathname, search, hash } = new URL(address, 'http://map.example')
  const page = {
    document: {
      currentScript: { dataset: { map: 'assets/map.js assets/shared.js' } },
      createElement: () => ({}),
      head: { append: ({ rel, href }: HTMLLinkElement) => preloaded.push(`${rel} ${href}`) },
    },
    location: { pathname, search, hash },
    URLSearchParams,
    fetch: () => Promise.resolve(new Response('{}')),
    roentgenEarly: undefined,
  }
  runInNewContext(script, Object.assign(page, { globalThis: page }))
  return page.roentgenEarly
}

afterEach(() => {
  globalThis.roentgenEarly = undefined
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const ofGraph = ['node', 'edge', 'trace', 'hide', 'find', 'focus', 'before', 'since', 'at']

it.each([
  '/map',
  '/map?from=now-6h&live=0&as=map',
  '/map?as=table',
  '/map?to=2025-11-18T11:00:00Z&from=2025-11-18T10:00:00Z&by=team&open=group%3Ateam%3Aa,group%3Ateam%3Ab',
  '/map?by=none',
  '/map?by=group&only=unwell',
  '/map?only=unwell&lines=all',
  '/map?only=unwell&color=latency&pins=a',
  '/map?filter=service%28%22orders%22%29+%7B+fault+%7D&source=other&group=a%20b&from=now-1h',
  ...ofGraph.map((name) => `/map?${name}=${{ before: 'day', at: '1760000000' }[name] ?? 'a'}`),
])('asks what the page asks: %s', (address) => {
  const search = takenBy('/map', parseSearch(new URL(address, 'http://map.example').search))
  const first = firstPictureOf(search)
  const path = first
    ? `/api/picture${stringifySearch({ ...first })}`
    : `/api/graph${stringifySearch({ ...windowOf(search) })}`
  expect(loaded(address)?.url).toBe(path)
})

it('asks for the graph itself where more than its picture is shown', () => {
  expect(firstPictureOf({})).not.toBeNull()
  for (const name of ofGraph) expect(firstPictureOf({ [name]: 'a' })).toBeNull()
})

it.each(['/map?view=v0123456789', '/traces', '/map#xray:traces/1-2'])('asks nothing: %s', (address) => {
  expect(loaded(address)).toBeUndefined()
})

it.each([
  ['/map?view=v0123456789', 2],
  ['/', 2],
  ['/traces', 0],
])('asks for the files of the map where it is shown: %s', (address, files) => {
  const preloaded: string[] = []
  loaded(address, preloaded)
  expect(preloaded).toEqual(['modulepreload /assets/map.js', 'modulepreload /assets/shared.js'].slice(0, files))
})

it('is handed over once, to the same question', () => {
  vi.spyOn(performance, 'now').mockReturnValue(2000)
  globalThis.roentgenEarly = loaded('/map')
  expect(askedEarly('GET', '/api/picture?from=now-1h&to=now')).toBeUndefined()
  expect(askedEarly('GET', '/api/picture?from=now-15m&to=now')).toBeInstanceOf(Promise)
  expect(askedEarly('GET', '/api/picture?from=now-15m&to=now')).toBeUndefined()
})

it('is not handed over when it is old', () => {
  vi.spyOn(performance, 'now').mockReturnValue(60_000)
  globalThis.roentgenEarly = loaded('/map')
  expect(askedEarly('GET', '/api/picture?from=now-15m&to=now')).toBeUndefined()
})

it('what is asked long after the page began is handed over all the same', () => {
  vi.spyOn(performance, 'now').mockReturnValue(600_000)
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}')))
  askEarly('/api/graph?from=now-15m&to=now')
  vi.spyOn(performance, 'now').mockReturnValue(601_000)
  expect(askedEarly('GET', '/api/graph?from=now-15m&to=now')).toBeInstanceOf(Promise)
  askEarly('/api/graph?from=now-15m&to=now')
  vi.spyOn(performance, 'now').mockReturnValue(620_000)
  expect(askedEarly('GET', '/api/graph?from=now-15m&to=now')).toBeUndefined()
})
