/** Text that says by itself where it leads: a trace id in either form, a link of Roentgen or of the AWS console. */
import { consoleLink } from '../../deep-links.ts'
import { parseTraceId } from '../../pages/traces/trace-id.ts'
import { searchTable } from '../../search.ts'
import { parseSearch } from '../../search-text.ts'

export type Recognised =
  | { readonly kind: 'trace'; readonly id: string }
  /** A path of this page with its search. */
  | { readonly kind: 'link'; readonly href: string }

const pages = Object.keys(searchTable).filter((path) => !path.includes('$'))
const members = new Set(Object.values(searchTable).flatMap((fields) => Object.keys(fields)))

const tracePath = /^\/traces\/([^/]+)$/

/** A path that this page has, as it is to be opened; null: it has none of that name. */
function ownPath(url: URL): string | null {
  const trace = tracePath.exec(url.pathname)?.[1]
  if (trace !== undefined) {
    const id = parseTraceId(trace)
    return id && `/traces/${id}${url.search}`
  }
  return pages.includes(url.pathname) ? url.pathname + url.search : null
}

/** `origin`: this page's own. Another Roentgen's link counts when it bears a member that only Roentgen's bear. */
export function recognise(text: string, origin: string): Recognised | null {
  const trimmed = text.trim()
  if (/^https?:\/\//i.test(trimmed)) return URL.canParse(trimmed) ? fromUrl(new URL(trimmed), origin) : null
  if (/^(#|xray:)/.test(trimmed)) return toRecognised(consoleLink(trimmed))
  if (trimmed.startsWith('/')) {
    const url = URL.canParse(trimmed, origin) ? new URL(trimmed, origin) : null
    return url?.origin === origin ? toRecognised(ownPath(url)) : null
  }
  const id = parseTraceId(trimmed)
  return id === null ? null : { kind: 'trace', id }
}

function toRecognised(href: string | null): Recognised | null {
  if (href === null) return null
  const id = tracePath.exec(href)?.[1]
  return id === undefined ? { kind: 'link', href } : { kind: 'trace', id }
}

function fromUrl(url: URL, origin: string): Recognised | null {
  const ofConsole = consoleLink(url.hash)
  if (ofConsole !== null) return toRecognised(ofConsole)
  const path = ownPath(url)
  const trace = path !== null && tracePath.test(url.pathname)
  const isOurs = url.origin === origin || Object.keys(parseSearch(url.search)).some((key) => members.has(key))
  if (path !== null && (isOurs || trace)) {
    return url.search === '' ? toRecognised(path) : { kind: 'link', href: path }
  }
  const id = parseTraceId(url.href)
  return id === null ? null : { kind: 'trace', id }
}
