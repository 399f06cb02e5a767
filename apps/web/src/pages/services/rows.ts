/** Nodes of the graph as rows of the list: found, sorted, grouped. */
import type { GraphNodeShape, GraphReply, SloState } from '@roentgen/contract'
import {
  friendlyName,
  type Grouping,
  type GroupWords,
  groupOf,
  isUnwell,
  type Membership,
  technicalName,
} from '@roentgen/picture'
import type { ResponseClass } from '@roentgen/trace'
import { compareTexts } from '../../format.ts'
import { kindWords } from '../../ui/kind-words.ts'
import { badShare, worstClass } from '../../ui/response-class.ts'

export const sortKeys = ['health', 'name', 'objective', 'rate', 'p50', 'p95', 'p99', 'errors', 'owner'] as const
export type SortKey = (typeof sortKeys)[number]
export type Direction = 'asc' | 'desc'

/** `few`: well, as far as so few requests can tell. `broken`: nothing failed often, and an objective is not met all the same. */
export type Health =
  | { readonly kind: 'none' | 'few' | 'well' | 'broken' }
  | {
      readonly kind: 'failing'
      readonly class: Exclude<ResponseClass, 'ok'>
      readonly failed: number
      readonly of: number
    }

export type ServiceRow = {
  readonly id: string
  readonly node: GraphNodeShape
  readonly name: string
  readonly technical: string | null
  readonly kind: string
  readonly health: Health
  /** Of several objectives the one with the least left of its error budget. */
  readonly objective: SloState | null
  /** Share of requests that were not ok; null without traffic. */
  readonly errors: number | null
  /** A person, else a team. */
  readonly owner: string | null
}

/** A share among fewer says more about chance than about the service. */
export const enough = 30

function healthOf(node: GraphNodeShape): Health {
  const { counts } = node
  if (counts.total === 0) return { kind: 'none' }
  const worst = worstClass(counts)
  if (isUnwell({ ...node, slos: [] }) && worst) {
    return { kind: 'failing', class: worst, failed: counts[worst], of: counts.total }
  }
  if (node.slos.some((slo) => slo.met === false)) return { kind: 'broken' }
  return { kind: counts.total < enough ? 'few' : 'well' }
}

const left = (slo: SloState): number => slo.budgetLeft ?? Number.POSITIVE_INFINITY

/** Clients have no figures of their own: what they see is at the services they call. */
export function serviceRows(graph: GraphReply): ServiceRow[] {
  return graph.nodes
    .filter((node) => node.type !== 'client')
    .map((node) => ({
      id: node.id,
      node,
      name: friendlyName(node),
      technical: technicalName(node),
      kind: kindWords(node.type),
      health: healthOf(node),
      objective: node.slos.reduce<SloState | null>(
        (worst, slo) => (worst && left(worst) <= left(slo) ? worst : slo),
        null,
      ),
      errors: node.counts.total > 0 ? badShare(node.counts) : null,
      owner: node.label?.owner ?? node.label?.team ?? null,
    }))
}

export const isIll = ({ health }: ServiceRow): boolean => health.kind === 'failing' || health.kind === 'broken'

/** By what people call it or what the machines do, by whom it belongs to, by its kind. */
export function found(rows: readonly ServiceRow[], text: string): readonly ServiceRow[] {
  const wanted = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return rows
  return rows.filter(({ name, node, kind }) => {
    const { owner = null, team = null, domain = null } = node.label ?? {}
    const all = [name, node.name, kind, node.type, node.account, owner, team, domain].join('\n').toLowerCase()
    return wanted.every((word) => all.includes(word))
  })
}

/** Worse is more; what failed for so few that it may be chance comes after what failed for many. Null: nothing is known. */
function illness({ health, node }: ServiceRow): number | null {
  if (health.kind === 'none') return null
  if (health.kind === 'broken') return 2
  if (health.kind === 'failing') {
    const share = health.failed / health.of
    if (health.of < enough) return 1 + share / 2
    // A 4xx is its caller's mistake.
    return (health.class === 'error' ? 2 : 3) + share
  }
  return badShare(node.counts)
}

const values: Readonly<Record<SortKey, (row: ServiceRow) => string | number | null>> = {
  health: illness,
  name: ({ name }) => name,
  objective: ({ objective }) => objective?.budgetLeft ?? null,
  rate: ({ node }) => node.rate,
  p50: ({ node }) => node.latency?.p50 ?? null,
  p95: ({ node }) => node.latency?.p95 ?? null,
  p99: ({ node }) => node.latency?.p99 ?? null,
  errors: ({ errors }) => errors,
  owner: ({ owner }) => owner,
}

/** What one wants to see first: the worst, the busiest, the slowest; and A before Z. */
export const usualDirection = (key: SortKey): Direction =>
  key === 'name' || key === 'owner' || key === 'objective' ? 'asc' : 'desc'

/** Absent figures go last whichever way one sorts; among equals the busier first. */
export function inOrder(rows: readonly ServiceRow[], key: SortKey, direction: Direction): ServiceRow[] {
  const sign = direction === 'asc' ? 1 : -1
  const value = values[key]
  return [...rows].sort((a, b) => {
    const x = value(a)
    const y = value(b)
    if (x === null || y === null) return Number(x === null) - Number(y === null) || busier(a, b)
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : compareTexts(String(x), String(y))
    return sign * order || busier(a, b)
  })
}

const busier = (a: ServiceRow, b: ServiceRow): number => b.node.rate - a.node.rate || (a.id < b.id ? -1 : 1)

export type ListLine =
  | { readonly kind: 'group'; readonly id: string; readonly label: string; readonly of: number; readonly ill: number }
  | { readonly kind: 'service'; readonly id: string; readonly row: ServiceRow }

const nobody: Membership = new Map()

/** Groups stand in the order of their first services, each with its own below it. */
export function linesOf(rows: readonly ServiceRow[], by: Grouping | undefined, words: GroupWords): ListLine[] {
  const line = (row: ServiceRow): ListLine => ({ kind: 'service', id: row.id, row })
  if (by === undefined) return rows.map(line)
  const groups = new Map<string, { readonly label: string; readonly rows: ServiceRow[] }>()
  for (const row of rows) {
    const { key, label } = groupOf(by, row.node, words, nobody)
    const known = groups.get(key)
    if (known) known.rows.push(row)
    else groups.set(key, { label, rows: [row] })
  }
  return [...groups].flatMap(([key, group]): ListLine[] => [
    {
      kind: 'group',
      id: `group:${by}:${key}`,
      label: group.label,
      of: group.rows.length,
      ill: group.rows.filter(isIll).length,
    },
    ...group.rows.map(line),
  ])
}
