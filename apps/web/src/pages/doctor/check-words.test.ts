import { expect, it } from 'vitest'
import { catalogue } from '../../messages/index.ts'
import { checkName, checkWords } from './check-words.ts'

it('says a check in words', () => {
  expect(checkName('udp-probe')).toBe('Documents over UDP')
  expect(
    checkWords({ id: 'udp-probe', status: 'ok', values: { address: '127.0.0.1:2000', seconds: 0.41 }, fix: null }),
  ).toBe('The last probe over UDP to 127.0.0.1:2000 could be read after 0.41 seconds.')
})

it.each([
  [{ senders: 0, rejected: 0, dropped: 0 }, 'ok', 'Nobody has sent anything yet, and nothing was turned away.'],
  [{ senders: 2, rejected: 1, dropped: 0 }, 'warn', 'One document was turned away, see below. '],
] as const)('what comes in: %j', (values, status, words) => {
  expect(checkWords({ id: 'ingest', status, values, fix: null })).toBe(words)
})

it('shows the bare facts of a check it has no words for, or whose values are missing', () => {
  expect(checkWords({ id: 'new-check', status: 'ok', values: { a: 1, b: 'x' }, fix: null })).toBe('a: 1, b: x')
  expect(checkWords({ id: 'clickhouse', status: 'ok', values: {}, fix: null })).toBe('')
})

it('every check has a name', () => {
  const ids = Object.keys(catalogue).flatMap((key) => /^doctor\.check\.([\w-]+)\.\w+$/.exec(key)?.[1] ?? [])
  expect(ids.length).toBeGreaterThan(8)
  for (const id of ids) expect(checkName(id)).not.toBe(id)
})
