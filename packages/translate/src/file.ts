/**
 * A file of traces, whatever wrote it -> X-Ray segment documents. The format is told by what is in it, never by its name; lines or members of
 * several formats may stand in one file.
 */
import { membersOf, pieceOf } from './file/contents.ts'
import { documentsOfTrace, inPieces, type Left, parsed } from './file/xray-documents.ts'
import { segmentsFromJaeger } from './jaeger.ts'
import { type Fields, isFields, listAt } from './json.ts'
import { decodeTraceRequest, type OtlpTraceRequest, segmentsFromOtlp } from './otlp.ts'
import type { TranslateOptions, Translation } from './translation.ts'
import { segmentsFromZipkin } from './zipkin.ts'

export type { Left } from './file/xray-documents.ts'
export { latestTime, shifted } from './file/xray-documents.ts'

export type FileFormat = 'X-Ray documents' | 'OTLP JSON' | 'OTLP protobuf' | 'Zipkin v2' | 'Jaeger JSON'

export type FileContents = {
  /** Empty when nothing in it was known. */
  readonly formats: readonly FileFormat[]
  /** Not checked yet: whoever takes them says what is wrong with one. */
  readonly documents: readonly object[]
  /** What gave no document, and why. */
  readonly left: readonly Left[]
}

export function readTraceFile(bytes: Uint8Array, options: TranslateOptions = {}): FileContents {
  const text = textOf(bytes)
  return text === null ? readProtobuf(bytes, options) : readJson(text, options)
}

/** Null when it is no UTF-8, or holds what no JSON does. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const first = text.trimStart()[0]
    return first === undefined || first === '{' || first === '[' ? text : null
  } catch {
    return null
  }
}

function readJson(text: string, options: TranslateOptions): FileContents {
  const reader = new Reader(options)
  const whole = parsedJson(text)
  if (whole.ok) reader.read(whole.value)
  else reader.readLines(text, whole.reason)
  return reader.contents()
}

/** One message; or several, each behind its length in four bytes, as the collector's file exporter writes them. */
function readProtobuf(bytes: Uint8Array, options: TranslateOptions): FileContents {
  const messages = decoded([bytes]) ?? decoded(framesOf(bytes))
  const left = [{ id: null, reason: 'neither JSON nor OTLP in protobuf' }]
  if (messages === null) return { formats: [], documents: [], left }
  const parts = messages.map((message) => segmentsFromOtlp(message, options))
  return {
    formats: ['OTLP protobuf'],
    documents: parts.flatMap((part) => part.documents),
    left: parts.flatMap((part) => part.rejected.map(leftOf)),
  }
}

/** Null unless every frame is a message and one of them has spans: some bytes or other can often be read as protobuf. */
function decoded(frames: readonly Uint8Array[] | null): OtlpTraceRequest[] | null {
  if (frames === null) return null
  try {
    const messages = frames.map(decodeTraceRequest)
    const spans = messages
      .flatMap(({ resourceSpans }) => resourceSpans ?? [])
      .flatMap(({ scopeSpans }) => scopeSpans ?? [])
    return spans.some((scope) => (scope.spans?.length ?? 0) > 0) ? messages : null
  } catch {
    return null
  }
}

function framesOf(bytes: Uint8Array): Uint8Array[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const frames: Uint8Array[] = []
  let at = 0
  while (at + 4 <= bytes.length) {
    const end = at + 4 + view.getUint32(at)
    if (end > bytes.length) return null
    frames.push(bytes.subarray(at + 4, end))
    at = end
  }
  return at === bytes.length && frames.length > 0 ? frames : null
}

type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string }

function parsedJson(text: string): Json {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

const leftOf = ({ spanId, reason }: Translation['rejected'][number]): Left => ({ id: spanId, reason })

class Reader {
  readonly #options: TranslateOptions
  readonly #formats = new Set<FileFormat>()
  readonly #documents: object[] = []
  readonly #left: Left[] = []
  /** Read to the end first: who is whose child shows only among them all. */
  readonly #zipkin: unknown[] = []

  constructor(options: TranslateOptions) {
    this.#options = options
  }

  contents(): FileContents {
    if (this.#zipkin.length > 0)
      this.#take('Zipkin v2', segmentsFromZipkin(this.#zipkin.splice(0), { ...this.#options, whole: true }))
    return { formats: [...this.#formats], documents: this.#documents, left: this.#left }
  }

  readLines(text: string, whyNotWhole: string): void {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    if (lines.length === 0) {
      this.#leave('the file is empty')
      return
    }
    if (lines.length === 1) {
      this.#leave(`no JSON: ${whyNotWhole}`)
      return
    }
    lines.forEach((line, index) => {
      const json = parsedJson(line)
      if (json.ok) this.read(json.value)
      else this.#leave(`line ${index + 1} is no JSON: ${json.reason}`)
    })
  }

  read(value: unknown): void {
    // Of a list each member speaks for itself; Zipkin's are lists of lists.
    if (Array.isArray(value)) {
      for (const one of value) this.read(typeof one === 'string' ? (parsed(one) ?? one) : one)
      return
    }
    if (isFields(value)) this.#readObject(value)
    else this.#leave(`not a trace: ${membersOf(value)}`)
  }

  #readObject(value: Fields): void {
    switch (pieceOf(value)) {
      case 'xray-document':
        this.#xray([value], [])
        break
      case 'xray-trace':
        this.#trace(value)
        break
      case 'xray-traces':
        for (const trace of listAt(value, 'Traces')) if (isFields(trace)) this.#trace(trace)
        for (const id of listAt(value, 'UnprocessedTraceIds')) this.#leave(`trace ${String(id)} was not in the answer`)
        break
      case 'xray-put':
        this.read(listAt(value, 'TraceSegmentDocuments'))
        break
      case 'otlp':
        this.#take('OTLP JSON', segmentsFromOtlp(value, this.#options))
        break
      case 'zipkin-span':
        this.#zipkin.push(value)
        break
      case 'jaeger-trace':
        this.#take('Jaeger JSON', segmentsFromJaeger([value], this.#options))
        break
      case 'jaeger-answer':
        this.#take('Jaeger JSON', segmentsFromJaeger(listAt(value, 'data'), this.#options))
        break
      case 'daemon-header':
        break
      case 'unknown':
        this.#leave(`not a trace: ${membersOf(value)}`)
    }
  }

  #trace(trace: Fields): void {
    const { documents, left } = documentsOfTrace(trace)
    this.#xray(documents, left)
  }

  #xray(documents: readonly object[], left: readonly Left[]): void {
    this.#formats.add('X-Ray documents')
    for (const document of documents) for (const piece of inPieces(document)) this.#documents.push(piece)
    for (const one of left) this.#left.push(one)
  }

  #take(format: FileFormat, { documents, rejected }: Translation): void {
    this.#formats.add(format)
    for (const document of documents) this.#documents.push(document)
    // Not `push(...)`: a call takes some hundred thousand arguments, and a file may hold more.
    for (const one of rejected) this.#left.push(leftOf(one))
  }

  #leave(reason: string): void {
    this.#left.push({ id: null, reason })
  }
}
