/** What goes into a ticket: the sentence, a table of figures and a link, as GitHub's Markdown; plain enough to be read where nothing renders it. */
import { oneLine } from './text.ts'

export type Ticket = {
  /** The headline of the map. */
  readonly sentence: string
  /** The window with its zone. */
  readonly window: string
  readonly columns: readonly string[]
  /** Texts as the page writes them; the first cell names the row, the others are figures. */
  readonly rows: readonly (readonly string[])[]
  /** Says that there are more rows than these; empty: there are not. */
  readonly more: string
  /** Words before the link. */
  readonly open: string
  /** Of this page, with the window's ends as points in time: it shows the same next week. */
  readonly link: string
}

const wordJoiner = '\u2060'

/**
 * No markup, no link, no mention. Trackers look for `@name` and `#12` after the Markdown is drawn, where no backslash helps:
 * there an invisible joiner keeps the sign from its word.
 */
export function markdownText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>|~&!$]/g, '\\$&')
    .replace(/[@#](?=[\p{L}\p{N}_])/gu, `$&${wordJoiner}`)
    .replace(/^(?:[#+\-=]|\d+[.)](?=\s|$))/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`)
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www|ftp)\./gi, `$1${wordJoiner}.`)
    .replace(/\b(https?|ftp|mailto|xmpp):/gi, `$1${wordJoiner}:`)
    .replace(/(?<=\w)@(?=\w)/g, `@${wordJoiner}`)
}

/** Null for anything but a page of the web: nobody shall be sent to a script. */
function safeLink(link: string): string | null {
  if (!URL.canParse(link)) return null
  const url = new URL(link)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href.replace(/[<>\s|]/g, encodeURIComponent) : null
}

export function ticket(given: Ticket): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(' | ')} |`
  const link = safeLink(given.link)
  return [
    `**${markdownText(given.sentence) || '–'}**`,
    '',
    markdownText(given.window),
    '',
    row(given.columns),
    `| ${given.columns.map((_, i) => (i === 0 ? '---' : '---:')).join(' | ')} |`,
    ...given.rows.map(row),
    ...(given.more === '' ? [] : ['', markdownText(given.more)]),
    ...(link === null ? [] : ['', `${markdownText(given.open)} <${link}>`]),
    '',
  ].join('\n')
}
