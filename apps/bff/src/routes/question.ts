/** What most routes are asked: which source, which window, which filter. */
import { parseEdgeId, parseNodeId, parseRange } from '@roentgen/contract'
import { groupsIn, parse, spliceGroups } from '@roentgen/filter'
import type { Window } from '@roentgen/store'
import type { NodeKey } from '@roentgen/trace'
import { ApiError } from '../http/errors.ts'
import { lookupIn } from '../source/aws/groups.ts'
import { narrowed } from '../source/narrowed.ts'
import type { SourceFilter, SourceGroup, TraceSource } from '../source/port.ts'
import type { Context } from './context.ts'

export type WindowQuery = {
  readonly source?: string | undefined
  readonly from: string
  readonly to: string
  readonly filter?: string | undefined
  readonly group?: string | undefined
}

/** Microseconds, to the millisecond, which is what X-Ray's clients send: the same window for every source. */
export const msOf = (seconds: number): number => Math.round(seconds * 1000) * 1000

export function windowOf(query: Pick<WindowQuery, 'from' | 'to'>, nowSeconds: number): Window {
  const range = parseRange(query.from, query.to, { now: nowSeconds })
  if (!range.ok) throw new ApiError('BAD_WINDOW', range.message)
  const window = { fromUs: msOf(range.from), toUs: msOf(range.to) }
  if (window.toUs <= window.fromUs) throw new ApiError('BAD_WINDOW', 'the window is shorter than a millisecond')
  return window
}

/** What an X-Ray API is asked must be in its own language; AWS knows its own groups. Ours is wider, and our own wire takes the word NOT. */
const strictFor = { own: false, xray: 'except-not', aws: true } as const

export async function filterOf(text: string | undefined, source: TraceSource): Promise<SourceFilter | null> {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') return null
  const parsed = parse(trimmed, { strict: strictFor[source.kind] })
  const named = parsed.ok && source.kind !== 'aws' && groupsIn(parsed.expression.tree).length > 0
  const result = named ? spliceGroups(parsed.expression, lookupIn(await source.groups())) : parsed
  if (result.ok) return { text: trimmed, expression: result.expression }
  const { message, at, expected } = result.error
  throw new ApiError('BAD_FILTER', message, { at, expected })
}

export type Question = {
  readonly source: TraceSource
  readonly window: Window
  /** As asked, without the group. */
  readonly filter: SourceFilter | null
  readonly group: SourceGroup | null
  /** The filter within the group. */
  readonly within: SourceFilter | null
}

/** The group of everything is no group. */
const everything = 'Default'

export async function questionOf(query: WindowQuery, { registry, now }: Context): Promise<Question> {
  const { source } = registry.find(query.source)
  const window = windowOf(query, now() / 1000)
  const filter = await filterOf(query.filter, source)
  const group = await groupOf(query.group, source)
  return { source, window, filter, group, within: narrowed(filter, group) }
}

async function groupOf(name: string | undefined, source: TraceSource): Promise<SourceGroup | null> {
  if (!name || name === everything) return null
  const group = (await source.groups()).find((one) => one.name === name)
  if (!group) throw new ApiError('BAD_REQUEST', `group: this source has no group "${name}"`)
  if (source.kind !== 'aws' && group.filter !== null && group.filter.expression === null)
    throw new ApiError('BAD_REQUEST', `group: the filter of "${name}" is not understood: ${group.filter.text}`)
  return group
}

export function nodeOf(id: string): NodeKey {
  const node = parseNodeId(id)
  if (node) return node
  throw new ApiError('BAD_REQUEST', `node: "${id}" is not the id of a node`)
}

export function edgeOf(id: string): { from: NodeKey; to: NodeKey } {
  const edge = parseEdgeId(id)
  if (edge) return edge
  throw new ApiError('BAD_REQUEST', `edge: "${id}" is not the id of an edge`)
}
