/** A trace id as people paste it: X-Ray's `1-<8>-<24>` or the 32 hex digits of W3C and OpenTelemetry; in quotes, in a header, in a URL. */
const pasted =
  /^(?:.*?(?:root=|\/traces\/|#\/traces\/|traceparent:\s*00-|^00-))?"?(1-[0-9a-f]{8}-[0-9a-f]{24}|[0-9a-f]{32})(?![0-9a-f])/i

/** The id in X-Ray's form, or null when the text is something else (a filter, say). */
export function parseTraceId(text: string): string | null {
  const found = pasted.exec(text.trim())?.[1]?.toLowerCase()
  if (!found) return null
  return found.includes('-') ? found : `1-${found.slice(0, 8)}-${found.slice(8)}`
}

/** `1-5759e988-bd862e3fe1be46a994272793` as W3C tools write it. */
export const w3cTraceId = (id: string): string => id.replace(/^1-([0-9a-f]{8})-([0-9a-f]{24})$/, '$1$2')
