import { afterEach, describe, expect, it } from 'vitest'
import { texts as de } from '../../messages/de/index.ts'
import { catalogue, speak } from '../../messages/index.ts'
import { checkName, checkWords, fixWords } from './check-words.ts'

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

describe('what to do', () => {
  afterEach(() => speak('en', null))
  const udp = { id: 'udp', values: { address: '10.0.0.5:2001', port: '2001' } }
  const commands = (text: string) => text.split('\n').filter((line) => !line.startsWith('#'))

  it('is lines to paste, with their reasons', () => {
    expect(fixWords(udp)).toBe(
      `# is anything listening on UDP 2001?
ss -lun 'sport = :2001'
# in containers both protocols must be published:
docker run -p 2001:2001/udp -p 2001:2001/tcp …
# and applications in other containers must be told where the daemon is:
export AWS_XRAY_DAEMON_ADDRESS=10.0.0.5:2001`,
    )
    expect(fixWords({ id: 'policy', values: { policy: '{\n  "Version": "2012-10-17"\n}' } })).toBe(
      '{\n  "Version": "2012-10-17"\n}',
    )
  })

  it('has its reasons in the page’s language, and its commands as they are', () => {
    const english = fixWords(udp)
    speak('de', de)
    expect(fixWords(udp)).toContain('# lauscht überhaupt etwas auf UDP 2001?')
    expect(commands(fixWords(udp))).toEqual(commands(english))
  })

  it('is its bare facts where there are no words for it', () => {
    expect(fixWords({ id: 'new-advice', values: { a: 1 } })).toBe('a: 1')
  })
})
