import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvEdges, csvNodes, edgeColumns, nodeColumns } from './csv.ts'
import { fileName } from './file-name.ts'
import { inOrder } from './picture.ts'
import { edgeOf, hostileNames, nodeOf, pictureArbitrary, runs } from './testing.ts'

const window = { from: Date.UTC(2026, 10, 22, 14, 3) / 1000, to: Date.UTC(2026, 10, 22, 14, 18) / 1000 }

/** Strict: no stray quote, every record as long as the first, CRLF only. */
const read = (text: string): string[][] => parse(text, { record_delimiter: '\r\n', relax_column_count: false })
const kept = (text: string): string => text.replace(/\p{Cs}|\0/gu, '\ufffd')
/** The name itself, or behind the apostrophe of the guard. */
const isCellOf = (cell: string | undefined, name: string): boolean =>
  cell === kept(name) || (cell === `'${kept(name)}` && /[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/.test(name))

describe('CSV', () => {
  it('names units in the head and writes plain numbers', () => {
    const picture = {
      nodes: [nodeOf('a', 'orders'), nodeOf('b', 'stock', { latency: null, rate: 0 })],
      edges: [edgeOf('a', 'b'), edgeOf('a', 'gone')],
    }
    expect(csvNodes(picture, window)).toBe(
      [
        'id,name,type,account,state,requests,rate (requests/min),ok,errors (4xx),throttled (429),faults (5xx),p50 (ms),p95 (ms),p99 (ms),window from (UTC),window to (UTC)',
        'a,orders,,,active,100,6.666667,90,0,0,10,12.3,420,1500,2026-11-22T14:03:00.000Z,2026-11-22T14:18:00.000Z',
        'b,stock,,,active,100,0,90,0,0,10,,,,2026-11-22T14:03:00.000Z,2026-11-22T14:18:00.000Z',
        '',
      ].join('\r\n'),
    )
    expect(read(csvEdges(picture, window))[1]).toEqual([
      'a>b',
      'orders',
      'stock',
      'call',
      '100',
      '0',
      '100',
      '0',
      '0',
      '0',
      '',
      '',
      '',
      '2026-11-22T14:03:00.000Z',
      '2026-11-22T14:18:00.000Z',
    ])
  })

  it('leaves empty what is not known: of a minute only the 95th percentile is', () => {
    const latency = { p50: 0.42, p95: 0.42, p99: 0.42 }
    const picture = {
      nodes: [nodeOf('a', 'orders', { latency }), nodeOf('b', 'stock')],
      edges: [edgeOf('a', 'b', { latency })],
      onlyP95: true as const,
    }
    const column = (head: readonly string[], row: readonly string[] | undefined) =>
      ['p50 (ms)', 'p95 (ms)', 'p99 (ms)'].map((name) => row?.[head.indexOf(name)])
    expect(column(nodeColumns, read(csvNodes(picture, window))[1])).toEqual(['', '420', ''])
    expect(column(edgeColumns, read(csvEdges(picture, window))[1])).toEqual(['', '420', ''])
  })

  it('is read back with every name as it was, whatever the names are', () => {
    fc.assert(
      fc.property(pictureArbitrary, (picture) => {
        const { nodes, edges } = inOrder(picture)
        const [head, ...rows] = read(csvNodes(picture, window))
        expect(head).toEqual([...nodeColumns])
        expect(rows.filter((row, i) => !isCellOf(row[1], nodes[i]?.name ?? ''))).toEqual([])
        expect(rows.filter((row, i) => !isCellOf(row[2], nodes[i]?.type ?? ''))).toEqual([])
        expect(rows).toHaveLength(nodes.length)
        const [edgeHead, ...edgeRows] = read(csvEdges(picture, window))
        expect(edgeHead).toEqual([...edgeColumns])
        expect(edgeRows).toHaveLength(edges.length)
      }),
      { numRuns: runs },
    )
  })

  it('holds no cell that a spreadsheet takes for a formula', () => {
    const nodes = hostileNames.map((name, i) => nodeOf(String(i), name))
    for (const row of read(csvNodes({ nodes, edges: [] }, window)).slice(1)) {
      for (const cell of row)
        expect(cell.trimStart().replace(/^\p{Cc}+/u, '')).not.toMatch(/^[=+\-@\uff1d\uff0b\uff0d\uff20]/)
    }
    expect(csvNodes({ nodes: [nodeOf('0', '=1+1')], edges: [] }, window)).toContain("0,'=1+1,")
  })

  it('is kept under a name with its window', () => {
    expect(fileName(window, 'csv', 'nodes')).toBe('roentgen-nodes-2026-11-22T140300Z-2026-11-22T141800Z.csv')
  })
})
