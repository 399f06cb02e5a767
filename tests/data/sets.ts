/** The recorded sets as they lie here, and moved in time: the recordings are years old, and a live service prunes by age. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { WireDocument, WireEntity } from '@roentgen/trace'
import type { Expected } from './expected.ts'

export const SET_NAMES = ['servitrace-a', 'onlineboutique', 'hotrod', 'zipkin-small'] as const
export type SetName = (typeof SET_NAMES)[number]

export type DataSet = {
  readonly name: string
  /** One document a line, in order of end time. */
  readonly lines: readonly string[]
  readonly expected: Expected
  /** Recorded id of a trace that was moved, and back; the identity for a set that was not. */
  readonly recordedId: (movedId: string) => string
  readonly movedId: (recordedId: string) => string
  /** Whole seconds that were added to every time of that (recorded) trace. */
  readonly deltaOf: (recordedId: string) => number
}

const HERE = new URL('.', import.meta.url)

export function loadSet(name: SetName): DataSet {
  const text = gunzipSync(readFileSync(new URL(`${name}/${name}.segments.ndjson.gz`, HERE))).toString('utf8')
  return {
    name,
    lines: text.split('\n').filter((line) => line !== ''),
    expected: JSON.parse(readFileSync(new URL(`${name}/${name}.expected.json`, HERE), 'utf8')) as Expected,
    recordedId: (id) => id,
    movedId: (id) => id,
    deltaOf: () => 0,
  }
}

/** Each trace moved so that it begins in the second that `beginsAt` gives it; nothing else about it changes. */
export function moveSet(set: DataSet, beginsAt: (recordedId: string, order: number) => number): DataSet {
  const documents = set.lines.map((line) => JSON.parse(line) as WireDocument)
  const starts = new Map<string, number>()
  for (const document of documents) {
    const known = starts.get(document.trace_id) ?? Number.POSITIVE_INFINITY
    starts.set(document.trace_id, Math.min(known, earliestStart(document)))
  }
  const deltas = new Map<string, number>()
  const toRecorded = new Map<string, string>()
  const order = [...starts].sort(([, a], [, b]) => a - b)
  for (const [index, [id, start]] of order.entries()) {
    const delta = Math.floor(beginsAt(id, index)) - Math.floor(start)
    deltas.set(id, delta)
    toRecorded.set(moveTraceId(id, delta), id)
  }
  const deltaOf = (id: string) => deltas.get(id) ?? 0
  return {
    ...set,
    lines: documents.map((document) => JSON.stringify(moveDocument(document, deltaOf(document.trace_id)))),
    recordedId: (id) => toRecorded.get(id) ?? id,
    movedId: (id) => moveTraceId(id, deltaOf(id)),
    deltaOf,
  }
}

/** The 8 hex digits of time move with the trace. */
export function moveTraceId(id: string, deltaSeconds: number): string {
  const seconds = Number.parseInt(id.slice(2, 10), 16) + deltaSeconds
  return `1-${seconds.toString(16).padStart(8, '0')}-${id.slice(11)}`
}

function moveDocument(document: WireDocument, delta: number): WireDocument {
  return { ...(moveEntity(document, delta) as WireDocument), trace_id: moveTraceId(document.trace_id, delta) }
}

function moveEntity(entity: WireEntity, delta: number): WireEntity {
  return {
    ...entity,
    start_time: moveTime(entity.start_time, delta),
    ...(entity.end_time === undefined ? {} : { end_time: moveTime(entity.end_time, delta) }),
    ...(entity.subsegments === undefined
      ? {}
      : { subsegments: entity.subsegments.map((child) => moveEntity(child, delta)) }),
  }
}

/** In whole microseconds, so that no sum of doubles shifts a digit. */
function moveTime(seconds: number, delta: number): number {
  return (Math.round(seconds * 1e6) + delta * 1e6) / 1e6
}

function earliestStart(entity: WireEntity): number {
  return Math.min(entity.start_time, ...(entity.subsegments ?? []).map(earliestStart))
}
