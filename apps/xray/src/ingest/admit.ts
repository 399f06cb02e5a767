/** From a document's text to what the commit and the assembler carry on: the row for the disk and the parsed document. */
import { type Accepted, validateDocument, validateParsed, type WireDocument } from '@roentgen/trace'
import type { Sender } from './ledger.ts'

export type Admitted = {
  readonly ok: true
  readonly traceId: string
  readonly id: string
  readonly complete: boolean
  readonly text: string
  readonly document: WireDocument
  readonly sender: SenderFacts | null
}

export type SenderFacts = Omit<Sender, 'last' | 'documents' | 'host'> & { readonly host: string | null }

export type Refused = {
  readonly ok: false
  readonly id: string | null
  readonly code: string
  readonly message: string
}

export type Admission = Admitted | Refused

/** One document as the managed service takes it (facts 2.10). */
const mostBytes = 64 * 1024
/** A translated one: a span may have 200 kB, its resource 16 kB, and we add names (facts 10.1). */
const mostTranslatedBytes = 256 * 1024

export function admit(text: string): Admission {
  const result = validateDocument(text)
  return result.ok ? admitted(result, text, mostBytes) : result
}

/** A document that was made here (translated from another format): parsed already, its text is written once. */
export function admitParsed(document: object): Admission {
  const text = textOf(document)
  if (text === null)
    return { ok: false, id: null, code: 'ParseError', message: 'Invalid entity. ErrorCode: ParseError' }
  const result = validateParsed({ ...document })
  return result.ok ? admitted(result, text, mostTranslatedBytes) : result
}

/** Null when it nests too deep to be written. */
export function textOf(document: object): string | null {
  try {
    return JSON.stringify(document)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function admitted({ traceId, id, complete, doc, kind }: Accepted, text: string, most: number): Admission {
  const bytes = text.length * 3 <= most ? 0 : Buffer.byteLength(text)
  if (bytes > most)
    return {
      ok: false,
      id,
      code: 'DocumentTooLarge',
      message: `Invalid ${kind}. ErrorCode: DocumentTooLarge, Cause: ${bytes} bytes, at most ${most} are taken`,
    }
  return { ok: true, traceId, id, complete, text, document: doc, sender: kind === 'segment' ? senderOf(doc) : null }
}

/** Who sent it, by the document's own word. Subsegments sent alone do not name their service. */
function senderOf(document: WireDocument): SenderFacts {
  const aws = document.aws
  const xray = objectAt(aws, 'xray')
  return {
    sdk: textAt(xray, 'sdk') ?? 'unknown',
    version: textAt(xray, 'sdk_version') ?? '',
    host:
      textAt(objectAt(aws, 'ec2'), 'instance_id') ??
      textAt(objectAt(aws, 'ecs'), 'container') ??
      textAt(objectAt(aws, 'eks'), 'pod'),
    service: document.name,
  }
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

function objectAt(fields: unknown, name: string): Fields | null {
  const value = isFields(fields) ? fields[name] : null
  return isFields(value) ? value : null
}

function textAt(fields: Fields | null, name: string): string | null {
  const value = fields?.[name]
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null
}
