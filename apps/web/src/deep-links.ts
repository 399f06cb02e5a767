/**
 * Links of the AWS console, opened here: `#/traces/1-...`, `#/service-map?timeRange=PT1H`, `#/traces?filter=...&timeRange=...`,
 * with or without the console's own `xray:` in front.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-console-deeplinks.html
 */
import { parseTypedRange } from '@roentgen/contract'
import { stringifySearch } from './search-text.ts'

const traceId = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i

/** The path and search to go to, or null when the hash is none of the console's. */
export function consoleLink(hash: string): string | null {
  const link = /^#?(?:xray:)?\/?(traces|service-map)(?:\/([^?]*))?(?:\?(.*))?$/.exec(hash)
  if (!link) return null
  const [, page, rest = '', query = ''] = link
  const given = new URLSearchParams(query)
  const search = stringifySearch({ filter: given.get('filter'), ...timeRange(given.get('timeRange')) })
  if (page === 'service-map') return `/map${search}`
  if (rest === '') return `/traces${search}`
  const id = decodeURIComponent(rest)
  return traceId.test(id) ? `/traces/${id.toLowerCase()}${search}` : `/traces${search}`
}

/** `PT1H` counts back from now; `start~end` names both. What cannot be read is left to the page's default. */
function timeRange(text: string | null): { from?: string; to?: string } {
  if (!text) return {}
  const range = parseTypedRange(text, { now: Date.now() / 1000 })
  return range.ok ? { from: range.fromText, to: range.toText } : {}
}
