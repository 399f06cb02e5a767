/** A request as people paste it: a URL, a `curl` command, or the request's own text with its headers. */
import type { SampledRequest } from '@roentgen/sampling'

export type PastedRequest = SampledRequest & {
  readonly attributes: Readonly<Record<string, string>>
  /** With its query, as the SDK for Node compares it; null: there is none. */
  readonly withQuery: string | null
}

const methods = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT)$/i

/** Null when there is neither a path nor a URL in it. */
export function parseRequest(text: string): PastedRequest | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (/^curl\s/i.test(trimmed)) return fromCurl(wordsOf(trimmed.replace(/\\\r?\n/g, ' ')).slice(1))
  const [first = '', ...rest] = trimmed.split(/\r?\n/)
  const words = first.trim().split(/\s+/)
  const method = words.length > 1 && methods.test(words[0] ?? '') ? words[0] : undefined
  const target = method === undefined ? words[0] : words[1]
  const headers: Record<string, string> = {}
  for (const line of rest) {
    // The body begins after an empty line.
    if (line.trim() === '') break
    addHeader(headers, line)
  }
  return made(method, target ?? '', headers)
}

function addHeader(headers: Record<string, string>, line: string): void {
  const colon = line.indexOf(':')
  if (colon > 0) headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim()
}

function fromCurl(words: readonly string[]): PastedRequest | null {
  const headers: Record<string, string> = {}
  let method: string | undefined
  let url = ''
  let sends = false
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (/^(-X|--request)$/.test(word)) method = words[++index]
    else if (/^(-H|--header)$/.test(word)) addHeader(headers, words[++index] ?? '')
    else if (/^(-d|--data|--data-\w+|--json|-F|--form)$/.test(word)) {
      sends = true
      index++
    } else if (/^(-I|--head)$/.test(word)) method = 'HEAD'
    else if (!word.startsWith('-') && url === '' && /[/.:]/.test(word)) url = word
  }
  return made(method ?? (sends ? 'POST' : 'GET'), url, headers)
}

/** A shell's words: blanks part them, quotes hold them together. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:[^\s'"]|'[^']*'|"(?:[^"\\]|\\.)*")+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"/g, (_, single, double) => single ?? double.replace(/\\(.)/g, '$1')),
  )
}

function made(
  method: string | undefined,
  target: string,
  attributes: Readonly<Record<string, string>>,
): PastedRequest | null {
  const header = Object.entries(attributes).find(([key]) => key.toLowerCase() === 'host')?.[1]
  const pathOnly = target.startsWith('/')
  const full = pathOnly ? `http://x${target}` : target.includes('://') ? target : `http://${target}`
  if (target === '' || !URL.canParse(full)) return null
  const url = new URL(full)
  const host = pathOnly ? header : url.host
  // A bare word is a name at most, hardly a request.
  if (!pathOnly && !/[.:/]/.test(target)) return null
  return {
    ...(method === undefined ? {} : { httpMethod: method.toUpperCase() }),
    ...(host === undefined ? {} : { host }),
    urlPath: url.pathname,
    withQuery: url.search === '' ? null : url.pathname + url.search,
    attributes,
  }
}
