import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { columnWidths } from './column-widths.ts'
import { FigureTable, mostWhole } from './FigureTable.tsx'
import type { Row } from './table-rows.ts'

const words = (text: string) => ({ sort: text, text })
const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `s${i}`,
    cells: [words(`service ${i}`), words('Service'), { sort: i, text: String(i) }],
  }))

const tableOf = (count: number): string =>
  renderToStaticMarkup(
    <FigureTable
      caption="Nodes"
      columns={['name', 'kind', 'requests']}
      rows={rowsOf(count)}
      firstSort={{ column: 2, descending: true }}
      selected="s3"
      onSelect={() => {}}
      scroller={null}
    />,
  )
const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0

it('a short table is all there, and counts nothing', () => {
  const html = tableOf(mostWhole)
  expect(count(html, /<tr/g)).toBe(mostWhole + 1)
  expect(html).not.toMatch(/aria-row|<col|data-index/)
  expect(html.indexOf('service 199')).toBeLessThan(html.indexOf('service 198'))
  expect(count(html, /aria-pressed="true"/g)).toBe(1)
})

it('of a long one only some rows are there, and it says of how many', () => {
  const html = tableOf(6000)
  expect(html).toContain('aria-rowcount="6001"')
  expect(count(html, /<tr/g)).toBeLessThan(60)
  expect(count(html, /<col /g)).toBe(3)
})

it('a column is as wide as its longest text, whichever rows are in sight', () => {
  const [name, kind, also] = columnWidths(
    [
      { id: 'a', cells: [words('a'.repeat(40)), words('Service'), { ...words('b'), also: 'c'.repeat(30) }] },
      { id: 'b', cells: [words('b'), words('Message queue'), words('b')] },
    ],
    ['Name', 'Kind', 'To'],
  )
  expect([name, kind]).toEqual(['calc(min(40ch, 16rem) + 1rem)', 'calc(13ch + 1rem)'])
  expect(also).toBe('calc(max(5ch, min(30ch, 24rem)) + 1rem)')
})
