import fc from 'fast-check'
import { marked, type Token, type Tokens } from 'marked'
import { describe, expect, it } from 'vitest'
import { hostileName, runs } from './testing.ts'
import { oneLine } from './text.ts'
import { type Ticket, ticket } from './ticket.ts'

const plain: Ticket = {
  sentence: 'Checkout fails for about 1 in 12 orders since 14:05; payments-api times out.',
  window: '22 Nov, 14:03 – 14:18 UTC+1',
  columns: ['Name', 'Requests', 'p95'],
  rows: [
    ['payments-api', '1,200', '420 ms'],
    ['orders_v2', '900', '<1 ms'],
  ],
  more: 'and 12 more',
  open: 'Open this map:',
  link: 'https://roentgen.example/map?from=2026-11-22T14%3A03%3A00Z&to=2026-11-22T14%3A18%3A00Z',
}

const leaves = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => ('tokens' in token && token.tokens ? leaves(token.tokens) : [token]))
const shown = (tokens: readonly Token[]): string =>
  leaves(tokens)
    .map((token) => ('text' in token ? String(token.text) : token.raw))
    .join('')
    .replaceAll('\u2060', '')

function read(text: string) {
  const blocks = marked.lexer(text).filter(({ type }) => type !== 'space')
  const table = blocks.find((block): block is Tokens.Table => block.type === 'table')
  return { blocks, table, all: blocks.flatMap((block) => (block.type === 'table' ? [] : leaves([block]))) }
}

describe('a ticket', () => {
  it('can be read as it is', () => {
    expect(ticket(plain)).toBe(
      [
        '**Checkout fails for about 1 in 12 orders since 14:05; payments-api times out.**',
        '',
        '22 Nov, 14:03 – 14:18 UTC+1',
        '',
        '| Name | Requests | p95 |',
        '| --- | ---: | ---: |',
        '| payments-api | 1,200 | 420 ms |',
        '| orders\\_v2 | 900 | \\<1 ms |',
        '',
        'and 12 more',
        '',
        'Open this map: <https://roentgen.example/map?from=2026-11-22T14%3A03%3A00Z&to=2026-11-22T14%3A18%3A00Z>',
        '',
      ].join('\n'),
    )
  })

  it('is one sentence, one table and one link, whatever the names are', () => {
    fc.assert(
      fc.property(hostileName, fc.array(hostileName, { minLength: 1, maxLength: 5 }), (sentence, names) => {
        const text = ticket({ ...plain, sentence, rows: names.map((name) => [name, '1', '2']) })
        const { blocks, table } = read(text)
        expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'table', 'paragraph', 'paragraph'])
        expect(table?.rows.map((row) => row.length)).toEqual(names.map(() => 3))
        expect(table?.rows.map((row) => shown(row[0]?.tokens ?? []).trim())).toEqual(names.map((name) => oneLine(name)))
        const inside = [
          ...leaves(blocks.slice(0, 2)),
          ...(table?.rows ?? []).flatMap((row) => row.flatMap((cell) => leaves(cell.tokens))),
        ]
        expect(inside.filter(({ type }) => type !== 'text' && type !== 'escape')).toEqual([])
        const html = String(marked.parse(text))
        expect(html.match(/<a /g)).toHaveLength(1)
        expect(html).toContain('href="https://roentgen.example/map?')
        expect(html).not.toMatch(/<(script|img|h\d|ul|ol|code|em|del|input)/)
        // Trackers look for these after the Markdown is drawn.
        expect(inside.map((token) => token.raw).join('\n')).not.toMatch(/[@#][\p{L}\p{N}_]/u)
      }),
      { numRuns: runs },
    )
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'nonsense', ''])('leaves the link %j out', (link) => {
    expect(ticket({ ...plain, link })).not.toContain('Open this map')
  })
})
