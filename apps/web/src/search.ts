/**
 * Every search parameter of every page, typed, in one table. All are optional: a link that is silent gets the defaults.
 * Unknown parameters survive, bad ones fall back to absent and are named by `badParameters`.
 */
import type { SearchSchemaInput } from '@tanstack/react-router'
import * as z from 'zod/mini'
import { languages } from './messages/language.ts'
import { colorings } from './pages/map/encodings/scale.ts'
import { sizings } from './pages/map/encodings/size.ts'
import type { FlatSearch } from './search-text.ts'

const flag = z.enum(['0', '1'])
const text = z.string()
const seconds = z.pipe(z.coerce.number(), z.number().check(z.nonnegative()))

const common = {
  source: text,
  from: text,
  to: text,
  filter: text,
  group: text,
  /** `local`, `utc` or a zone name such as `Europe/Berlin`. */
  tz: text.check(z.refine(isZone)),
  live: flag,
  /** Silent: plain words. */
  words: z.enum(['plain', 'technical']),
  /** Only when the link asks for a language; else it is the reader's own. */
  lang: z.enum(languages),
}

/** What of the graph is shown. */
const picture = {
  /** Absent: grouped by what fits, once there is too much to see. */
  by: z.enum(['kind', 'domain', 'team', 'owner', 'account', 'region', 'group', 'none']),
  /** Ids of opened groups and crowds, commas between. */
  open: text,
  hide: text,
  find: text,
  focus: text,
  hops: z.pipe(z.coerce.number(), z.int().check(z.gte(1), z.lte(9))),
  way: z.enum(['callers', 'callees', 'both']),
  only: z.enum(['unwell']),
  /** Absent: of a grouped map with very many calls those that say most are drawn. */
  lines: z.enum(['all']),
  /** What the window is compared with: `previous`, `day`, `week`, or `from~to`. */
  before: text.check(z.regex(/^(previous|day|week|[^~]+~[^~]+)$/)),
  /** The same, since this deployment (an id of /api/changes). */
  since: text,
  /** The moment a replay shows, epoch seconds; absent: the whole window. */
  at: seconds,
}

export const servicesBy = ['kind', 'domain', 'team', 'owner', 'account', 'region'] as const

export const searchTable = {
  '/map': {
    ...common,
    node: text,
    edge: text,
    /** Brush on the latency histogram, seconds. */
    lo: seconds,
    hi: seconds,
    /** Open trace in the side panel's list. */
    trace: text,
    /** The id of a named view. `map` and `table`: older links, which `as` says now. */
    view: text.check(z.regex(/^(map|table|v[0-9a-z]{10})$/)),
    as: z.enum(['map', 'table']),
    /** Which way calls run; absent: as the window has room. */
    flow: z.enum(['right', 'down']),
    /** Nodes put somewhere by hand, see `pages/map/views/pins.ts`. */
    pins: text.check(z.regex(/^[0-9a-z.~-]*$/)),
    sort: text,
    /** What nodes and lines are coloured by; absent: health. */
    color: z.enum(colorings),
    /** What the size of a node tells; absent: nothing. */
    size: z.enum(sizings),
    ...picture,
  },
  '/services': {
    ...common,
    /** Words in a service's names, its kind or whose it is. */
    find: text,
    only: z.enum(['unwell']),
    by: z.enum(servicesBy),
    /** Absent: health, the worst first. */
    sort: z.enum(['health', 'name', 'objective', 'rate', 'p50', 'p95', 'p99', 'errors', 'owner']),
    dir: z.enum(['asc', 'desc']),
  },
  '/traces': { ...common, sort: text, dir: z.enum(['asc', 'desc']), trace: text },
  '/traces/$id': {
    ...common,
    span: text,
    q: text,
    tab: text,
    view: text,
    lo: seconds,
    hi: seconds,
    /** Collapsed rows, see `ui/waterfall/rows.ts`. */
    fold: text,
    /** Visible time, microseconds after the start: `1200~45000`. */
    zoom: text,
    /** The critical path: marked (the default), shown alone, or not marked. */
    path: z.enum(['mark', 'only', 'off']),
  },
  '/users': { ...common, node: text, edge: text, affected: flag, user: text, sort: text },
  '/sampling': {
    ...common,
    /** The rule in the editor; or a new one. */
    rule: text,
    new: flag,
    /** The request that is tried: as pasted, and what a request does not say itself. */
    request: text,
    service: text,
    type: text,
    resource: text,
  },
  '/doctor': { ...common },
  '/add': { ...common },
} as const

export type PagePath = keyof typeof searchTable
type Fields = Record<string, z.ZodMiniType>
type Parsed<F extends Fields> = { -readonly [K in keyof F]?: z.output<F[K]> | undefined }

export type CommonSearch = Parsed<typeof common>
export type SearchOf<P extends PagePath> = Parsed<(typeof searchTable)[P]>
export const commonKeys = Object.keys(common) as readonly (keyof CommonSearch)[]

export const defaultFrom = 'now-15m'
export const defaultTo = 'now'

function isZone(zone: string): boolean {
  if (zone === 'local' || zone === 'utc') return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function checked(fields: Fields, raw: FlatSearch): { good: FlatSearch; bad: string[] } {
  const good: FlatSearch = {}
  const bad: string[] = []
  for (const [key, value] of Object.entries(raw)) {
    const field = fields[key]
    if (!field || value === undefined) {
      good[key] = value
      continue
    }
    const result = z.safeParse(field, value)
    if (result.success) good[key] = result.data
    else bad.push(key)
  }
  return { good, bad }
}

/** What the router validates with: known parameters typed, bad ones gone, unknown ones kept. */
export function validatorOf<P extends PagePath>(page: P) {
  return (raw: SearchOf<P> & SearchSchemaInput): SearchOf<P> =>
    checked(searchTable[page], raw as FlatSearch).good as SearchOf<P>
}

/** What a page takes of an address, the rest left out. */
export const takenBy = <P extends PagePath>(page: P, raw: FlatSearch): FlatSearch =>
  checked(searchTable[page], raw).good

/** The parameters of a link that could not be read, for the notice. */
export function badParameters(pathname: string, raw: FlatSearch): string[] {
  return checked(searchTable[pageOf(pathname)], raw).bad
}

export function pageOf(pathname: string): PagePath {
  if (pathname.startsWith('/traces/')) return '/traces/$id'
  const exact = (Object.keys(searchTable) as PagePath[]).find((page) => page === pathname)
  return exact ?? '/map'
}

/** What a link to another page takes along: the common members and whatever nobody knows. */
export function carried(search: FlatSearch): FlatSearch {
  const known = new Set(Object.values(searchTable).flatMap((fields) => Object.keys(fields)))
  const common = new Set<string>(commonKeys)
  return Object.fromEntries(Object.entries(search).filter(([key]) => common.has(key) || !known.has(key)))
}
