/**
 * The figures as CSV (RFC 4180): commas, quotes doubled, lines end in CRLF, the first line names the columns with their units.
 * Column names are English and stay: they are read by programs.
 */
import type { GraphEdgeShape, GraphNodeShape } from '@roentgen/contract'
import { type ExportWindow, inOrder, type Picture } from './picture.ts'

type Cell = string | number | null

const figureColumns = [
  'requests',
  'rate (requests/min)',
  'ok',
  'errors (4xx)',
  'throttled (429)',
  'faults (5xx)',
  'p50 (ms)',
  'p95 (ms)',
  'p99 (ms)',
] as const
const windowColumns = ['window from (UTC)', 'window to (UTC)'] as const

export const nodeColumns = ['id', 'name', 'type', 'account', 'state', ...figureColumns, ...windowColumns] as const
export const edgeColumns = ['id', 'from', 'to', 'kind', ...figureColumns, ...windowColumns] as const

/** At most six figures after the point, and never an exponent: spreadsheets of every language can read it. */
const number = (value: number): string => (Number.isFinite(value) ? value.toFixed(6).replace(/\.?0+$/, '') : '')

/**
 * A spreadsheet takes text that begins like a formula for one, and runs it: such text gets an apostrophe in front.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const guarded = (text: string): string =>
  /^[\s\p{Cc}\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text) ? `'${text}` : text

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return number(cell)
  // Half a character cannot be written as UTF-8, and a zero ends the file for some.
  const text = guarded(cell.replace(/\p{Cs}|\0/gu, '\ufffd'))
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What is known of a row beside its figures: a change, a find. `title` is English, as all titles are. */
export type MoreColumn = { readonly title: string; readonly of: (id: string) => string | null }

const table = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')

const iso = (seconds: number): string => new Date(Math.round(seconds * 1000)).toISOString()

function figures({ counts, rate, latency }: GraphNodeShape | GraphEdgeShape, { onlyP95 }: Picture): Cell[] {
  const ms = (seconds: number | undefined) => (seconds === undefined ? null : seconds * 1000)
  return [
    counts.total,
    rate,
    counts.ok,
    counts.error,
    counts.throttle,
    counts.fault,
    onlyP95 ? null : ms(latency?.p50),
    ms(latency?.p95),
    onlyP95 ? null : ms(latency?.p99),
  ]
}

/** A row a node. */
export function csvNodes(picture: Picture, window: ExportWindow, more: readonly MoreColumn[] = []): string {
  const when = [iso(window.from), iso(window.to)]
  return table([
    [...nodeColumns, ...more.map(({ title }) => title)],
    ...inOrder(picture).nodes.map((node) => [
      node.id,
      node.name,
      node.type,
      node.account,
      node.state,
      ...figures(node, picture),
      ...when,
      ...more.map((column) => column.of(node.id)),
    ]),
  ])
}

/** A row a connection, as its caller counts it. */
export function csvEdges(picture: Picture, window: ExportWindow, more: readonly MoreColumn[] = []): string {
  const when = [iso(window.from), iso(window.to)]
  const ordered = inOrder(picture)
  const names = new Map(ordered.nodes.map((node) => [node.id, node.name]))
  return table([
    [...edgeColumns, ...more.map(({ title }) => title)],
    ...ordered.edges.map((edge) => [
      edge.id,
      names.get(edge.from) ?? edge.from,
      names.get(edge.to) ?? edge.to,
      edge.kind,
      ...figures(edge, picture),
      ...when,
      ...more.map((column) => column.of(edge.id)),
    ]),
  ])
}
