/** The daemon's wire (facts 8.1): a JSON header line, a line feed, one document. */
export type Datagram =
  | { readonly ok: true; readonly document: string }
  | { readonly ok: false; readonly code: string; readonly message: string }

const refused = (code: string, message: string): Datagram => ({ ok: false, code, message })

/** What nearly every sender writes: not parsed again for each datagram. */
const usual = new Set(['{"format": "json", "version": 1}', '{"format":"json","version":1}'])

export function parseDatagram(text: string): Datagram {
  const end = text.indexOf('\n')
  if (end < 0) return refused('MissingHeader', 'A datagram is a header line, a line feed and one segment document.')
  const header = text.slice(0, end)
  if (!usual.has(header)) {
    let value: unknown
    try {
      value = JSON.parse(header)
    } catch {
      return refused('InvalidHeader', 'The header line is not JSON.')
    }
    const { format, version } = headerOf(value)
    if (typeof format !== 'string' || format.toLowerCase() !== 'json' || version !== 1)
      return refused('InvalidHeader', 'The header line must say {"format": "json", "version": 1}.')
  }
  const document = text.slice(end + 1)
  if (document.trim() === '') return refused('EmptyDatagram', 'The datagram holds a header and no document.')
  return { ok: true, document }
}

function headerOf(value: unknown): { format: unknown; version: unknown } {
  if (typeof value !== 'object' || value === null) return { format: undefined, version: undefined }
  return {
    format: 'format' in value ? value.format : undefined,
    version: 'version' in value ? value.version : undefined,
  }
}
