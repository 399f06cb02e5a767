/** Trace and entity ids (facts 2.1, 9.5). Canonical form is lower case; senders may write either. */
import type { TraceId } from './model.ts'

const XRAY_FORM = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i
const W3C_FORM = /^[0-9a-f]{32}$/i
const ENTITY_ID = /^[0-9a-f]{16}$/i

/** `1-<8 hex>-<24 hex>` as documents write it; null when it is not. */
export function parseDocumentTraceId(text: unknown): TraceId | null {
  return typeof text === 'string' && XRAY_FORM.test(text) ? text.toLowerCase() : null
}

/** For look-ups by people and tools: X-Ray's form or W3C's 32 hex digits; null when it is neither. */
export function parseTraceId(text: string): TraceId | null {
  if (XRAY_FORM.test(text)) return text.toLowerCase()
  if (!W3C_FORM.test(text)) return null
  const lower = text.toLowerCase()
  return `1-${lower.slice(0, 8)}-${lower.slice(8)}`
}

/** `1-5759e988-bd86…` -> `5759e988bd86…` */
export function w3cTraceId(traceId: TraceId): string {
  return traceId.slice(2).replace('-', '')
}

/** Lower-case 16 hex digits; null when it is anything else. */
export function parseEntityId(text: unknown): string | null {
  return typeof text === 'string' && ENTITY_ID.test(text) ? text.toLowerCase() : null
}

/** The epoch seconds an id claims. The sender's word only: any hex is legal there. */
export function claimedSeconds(traceId: TraceId): number {
  return Number.parseInt(traceId.slice(2, 10), 16)
}
