/** What the menu's items do: each makes its export, hands it over and says in words what it did. Fetched when the menu is opened. */
import type { GraphNodeShape } from '@roentgen/contract'
import {
  csvEdges,
  csvNodes,
  type Drawing,
  dot,
  fileName,
  isClient,
  type MoreColumn,
  mermaid,
  mermaidDrawsIt,
  svg,
  type Ticket,
  ticket,
  type Words,
} from '@roentgen/export'
import { count, duration, percent } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { badShare, worstClass } from '../../../ui/response-class.ts'
import { markedLabel } from '../compare/marks.ts'
import { edgeLabel, nodeLabel } from '../elements.ts'
import { palette } from '../map-style.ts'
import { nodeName } from '../node-name.ts'
import { drawingOf } from './drawing.ts'
import { copied, save, textBlob } from './hand-over.ts'
import type { Take } from './kinds.ts'
import { pngOf } from './png.ts'
import { aboutOf, lastingLink, narrowing, type Subject, subjectOf, type Taken, timeOf } from './subject.ts'

/** Its message is in the reader's language. */
export class TakeError extends Error {}

/** The lines of the map, changes among them. */
export const wordsOf = ({ picture, marks, shown: { found } }: Subject): Words => ({
  node: (node) => markedLabel(nodeLabel(node, picture), marks?.get(node.id), false).split('\n'),
  edge: (edge) => markedLabel(edgeLabel(edge, picture.onlyP95), marks?.get(edge.id), true).split('\n'),
  faded: (id) => (marks !== null && !marks.has(id)) || (found !== null && !found.ids.has(id)),
})

/** What a row of figures does not tell by itself. Absent where there is nothing to tell. */
export function moreColumns(subject: Subject): MoreColumn[] {
  const { marks, reply, shown } = subject
  const { found } = shown
  const note = narrowing(subject).join(' · ')
  const iso = (seconds: number): string => new Date(Math.round(seconds * 1000)).toISOString()
  return [
    ...(marks && reply
      ? [
          { title: 'change', of: (id: string) => marks.get(id)?.says ?? null },
          { title: 'compared from (UTC)', of: () => iso(reply.before.from) },
          { title: 'compared to (UTC)', of: () => iso(reply.before.to) },
        ]
      : []),
    ...(found ? [{ title: 'found', of: (id: string) => (found.ids.has(id) ? 'yes' : 'no') }] : []),
    ...(note === '' ? [] : [{ title: 'shown', of: () => note }]),
  ]
}

function drawn(subject: Subject): Drawing {
  const drawing = drawingOf(subject, palette())
  if (!drawing) throw new TakeError(t('take.not-drawn'))
  return drawing
}

/** A spreadsheet takes a file without this mark for one of its own country's letters. */
const byteOrderMark = '\ufeff'

const mostRows = 12

/** In a comparison what changed first; then the worst, then the busiest. Clients serve nothing. */
export function ticketOf(subject: Subject, address: string): Ticket {
  const failures = (node: GraphNodeShape) => node.counts.total - node.counts.ok
  const { marks } = subject
  const services = subject.picture.nodes.filter((node) => !isClient(node))
  const changed = (node: GraphNodeShape) => Number(marks?.has(node.id) ?? false)
  const ordered = [...services].sort(
    (a, b) => changed(b) - changed(a) || failures(b) - failures(a) || b.counts.total - a.counts.total,
  )
  const { title, window } = aboutOf(subject)
  return {
    sentence: title,
    window,
    columns: [
      t('map.table.name'),
      t('map.table.requests'),
      t('take.wrong'),
      t('map.table.p95'),
      t('map.table.p99'),
      ...(marks ? [t('compare.list')] : []),
    ],
    rows: ordered.slice(0, mostRows).map((node) => {
      const worst = worstClass(node.counts)
      return [
        nodeName(node, node.id),
        count(node.counts.total),
        worst ? t('map.say.shares', { share: percent(badShare(node.counts)), class: t(`map.class.${worst}`) }) : '–',
        duration(node.latency?.p95),
        subject.picture.onlyP95 ? '–' : duration(node.latency?.p99),
        ...(marks ? [marks.get(node.id)?.says ?? '–'] : []),
      ]
    }),
    more: ordered.length > mostRows ? t('take.more', { count: ordered.length - mostRows }) : '',
    open: t('take.open'),
    link: lastingLink(subject, address),
  }
}

async function takeTicket(subject: Subject): Promise<string> {
  const text = ticket(ticketOf(subject, globalThis.location.href))
  if (await copied(text)) return t('take.copied')
  const name = fileName(timeOf(subject), 'md', 'ticket')
  save(name, textBlob(text, 'text/markdown'))
  return t('take.copied-not', { name })
}

async function takePng(subject: Subject): Promise<string> {
  const drawing = drawn(subject)
  const made = await pngOf((scale) => {
    const whole = svg(drawing, scale)
    return { ...whole, width: whole.width * scale, height: whole.height * scale }
  })
  if (!made) throw new TakeError(t('take.too-large'))
  const name = fileName(timeOf(subject), 'png')
  save(name, made.blob)
  return made.scale === 2 ? t('take.saved', { name }) : t('take.saved-smaller', { name })
}

function takeText(what: Exclude<Take, 'png' | 'ticket'>, subject: Subject): string {
  const { picture } = subject
  const window = timeOf(subject)
  const put = (text: string, ending: string, type: string, of?: string): string => {
    const name = fileName(window, ending, of)
    save(name, textBlob(text, type))
    return t('take.saved', { name })
  }
  switch (what) {
    case 'svg':
      return put(svg(drawn(subject)).text, 'svg', 'image/svg+xml')
    case 'mermaid': {
      const text = mermaid(picture, wordsOf(subject), aboutOf(subject))
      const said = put(text, 'mmd', 'text/plain')
      return mermaidDrawsIt(picture, text) ? said : `${said} ${t('take.mermaid-large')}`
    }
    case 'dot':
      return put(dot(picture, wordsOf(subject), aboutOf(subject)), 'dot', 'text/vnd.graphviz')
    case 'csv-nodes':
      return put(byteOrderMark + csvNodes(picture, window, moreColumns(subject)), 'csv', 'text/csv', 'nodes')
    case 'csv-edges':
      return put(byteOrderMark + csvEdges(picture, window, moreColumns(subject)), 'csv', 'text/csv', 'connections')
  }
}

/** The sentence that says what was done. */
export async function take(what: Take, taken: Taken): Promise<string> {
  const subject = subjectOf(taken)
  if (subject.picture.nodes.length === 0) throw new TakeError(t('take.empty'))
  if (what === 'png') return takePng(subject)
  return what === 'ticket' ? takeTicket(subject) : takeText(what, subject)
}
