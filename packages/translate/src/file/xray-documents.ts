/** X-Ray documents as people have them in files, made ready to be sent again. */
import { type WireDocument, type WireEntity, withoutInferred } from '@roentgen/trace'
import { isFields, listAt } from '../json.ts'

/** `again`: nothing is lost, the service makes it anew. */
export type Left = { readonly id: string | null; readonly reason: string; readonly again?: boolean }

/** Documents of one trace of BatchGetTraces: its inferred segments are made again by whoever gets the rest. */
export function documentsOfTrace(trace: Readonly<Record<string, unknown>>): { documents: object[]; left: Left[] } {
  const documents: WireDocument[] = []
  const left: Left[] = []
  for (const segment of [...listAt(trace, 'Segments'), ...listAt(trace, 'Spans')]) {
    const document = isFields(segment) ? parsed(segment.Document) : null
    if (document === null) left.push({ id: null, reason: 'a segment without a readable Document' })
    // Checked by whoever takes it in; here only its ids are looked at.
    else documents.push(document as WireDocument)
  }
  const kept = withoutInferred(documents.map((document) => ({ document }))).map(({ document }) => document)
  const made = documents.filter((document) => !kept.includes(document))
  return {
    documents: kept,
    left: [
      ...left,
      ...made.map(({ id }) => ({ id, reason: 'inferred by X-Ray; made again by the service', again: true })),
    ],
  }
}

export function parsed(text: unknown): Record<string, unknown> | null {
  if (isFields(text)) return { ...text }
  if (typeof text !== 'string') return null
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** What X-Ray takes in one piece; a little less, for the ids that parts are given. */
const mostBytes = 64 * 1000

/**
 * BatchGetTraces folds subsegments that were sent apart into their segment, which may then be larger than a document may be: its
 * subsegments are sent apart again.
 */
export function inPieces(document: object): object[] {
  if (!isFields(document) || sizeOf(document) <= mostBytes) return [document]
  const { subsegments, ...rest } = document
  if (!Array.isArray(subsegments) || subsegments.length === 0) return [document]
  const { trace_id, id } = document
  const children = subsegments
    .filter(isFields)
    .map((child) => ({ ...child, type: 'subsegment', trace_id, parent_id: id }))
  return [rest, ...children.flatMap(inPieces)]
}

const sizeOf = (document: object): number => Buffer.byteLength(JSON.stringify(document))

/** Moves a document in time: its times by whole seconds, its trace id (and those it links to) with them, so that it is another trace. */
export function shifted(document: Readonly<Record<string, unknown>>, seconds: number): Record<string, unknown> {
  const links = document.links
  return {
    ...entityShifted(document, seconds),
    trace_id: traceIdShifted(document.trace_id, seconds),
    ...(Array.isArray(links)
      ? {
          links: links.map((link) =>
            isFields(link) ? { ...link, trace_id: traceIdShifted(link.trace_id, seconds) } : link,
          ),
        }
      : {}),
  }
}

function entityShifted(entity: Readonly<Record<string, unknown>>, seconds: number): Record<string, unknown> {
  const { subsegments } = entity
  return {
    ...entity,
    ...timesShifted(entity, seconds),
    ...(Array.isArray(subsegments)
      ? { subsegments: subsegments.map((child) => (isFields(child) ? entityShifted(child, seconds) : child)) }
      : {}),
  }
}

/** In whole microseconds, so that no sum of doubles moves a digit. */
function timesShifted(entity: Readonly<Record<string, unknown>>, seconds: number): Partial<WireEntity> {
  const moved = (time: unknown) =>
    typeof time === 'number' ? (Math.round(time * 1e6) + seconds * 1e6) / 1e6 : undefined
  const [start, end] = [moved(entity.start_time), moved(entity.end_time)]
  return { ...(start === undefined ? {} : { start_time: start }), ...(end === undefined ? {} : { end_time: end }) }
}

/** Its eight digits of time move too; they wrap around where a W3C id holds no time there. */
function traceIdShifted(id: unknown, seconds: number): unknown {
  if (typeof id !== 'string' || !/^1-[0-9a-f]{8}-[0-9a-f]{24}$/i.test(id)) return id
  const time = (Number.parseInt(id.slice(2, 10), 16) + seconds) >>> 0
  return `1-${time.toString(16).padStart(8, '0')}-${id.slice(11)}`
}

/** The latest time that a document speaks of; null when it has none. */
export function latestTime(entity: Readonly<Record<string, unknown>>): number | null {
  let latest: number | null = null
  const later = (time: unknown) => {
    if (typeof time === 'number' && Number.isFinite(time) && (latest === null || time > latest)) latest = time
  }
  const stack: unknown[] = [entity]
  while (stack.length > 0) {
    const one = stack.pop()
    if (!isFields(one)) continue
    later(one.start_time)
    later(one.end_time)
    for (const child of listAt(one, 'subsegments')) stack.push(child)
  }
  return latest
}
