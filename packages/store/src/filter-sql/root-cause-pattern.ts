/**
 * Whether a JSON pattern fits some root cause. Each member of a cause knows its address (tables/root-causes.ts), so every part of the
 * pattern is a list of the causes that have such a member there; the pattern fits the causes that are in all lists and in none of the
 * lists of what must not be.
 */
import type { CauseEntityPattern, CauseExceptionPattern, CauseServicePattern, RootCausePattern } from '@roentgen/filter'
import { allOf, type Binds } from '../clickhouse/sql.ts'
import { causeEntityFlag, causeExceptionFlag, causeServiceFlag, rootCauseKind } from '../tables/root-causes.ts'

type Family = 'rc' | 'rs' | 're' | 'rx'
/** Where a member stands, by the columns of its family. */
type Address = Readonly<Record<string, number>>

type Parts = {
  readonly binds: Binds
  /** SQL of lists of causes. */
  readonly among: string[]
  readonly notAmong: string[]
  /** Something that no cause can be. */
  impossible: boolean
}

export function fitsSomeCause(pattern: RootCausePattern, binds: Binds): string {
  const parts: Parts = { binds, among: [], notAmong: [], impossible: false }
  cause(pattern, parts)
  if (parts.impossible) return '0'
  const lists = [...new Set(parts.among)]
  const fitting =
    lists.length === 0
      ? 'range(length(rc_kind))'
      : lists.length === 1
        ? lists[0]!
        : `arrayIntersect(${lists.join(', ')})`
  if (parts.notAmong.length === 0) return `notEmpty(${fitting})`
  const denied = [...new Set(parts.notAmong)].map((list) => `NOT has(${list}, i)`)
  return `arrayExists(i -> ${allOf(denied)}, ${fitting})`
}

function cause({ ClientImpacting, Services }: RootCausePattern, parts: Parts): void {
  if (ClientImpacting === null || Services === null) parts.impossible = true
  if (typeof ClientImpacting === 'boolean') {
    parts.among.push(causesWith('rc', {}, [`x_impacting = ${ClientImpacting ? 1 : 0}`], ['impacting']))
  }
  if (!Services) return
  ends(parts, 'rs', {}, Services.length, causeServiceFlag.last)
  for (const [at, service] of Services.entries()) oneService(service, { at }, parts)
}

function oneService(pattern: CauseServicePattern, address: Address, parts: Parts): void {
  const { Name, Names, Type, AccountId, Inferred, EntityPath } = pattern
  if (Name === null || Names === null || Inferred === null || EntityPath === null) parts.impossible = true
  if (Names && Names.length !== 1) parts.impossible = true
  member(parts, 'rs', address, [
    ...text('name', Name, parts),
    ...text('name', Names?.[0], parts),
    ...textOrNone('type', Type, parts),
    ...textOrNone('account', AccountId, parts),
    ...bit('flags', causeServiceFlag.inferred, Inferred),
  ])
  if (!EntityPath) return
  const within = { service: address.at! }
  ends(parts, 're', within, EntityPath.length, causeEntityFlag.last)
  for (const [at, entity] of EntityPath.entries()) oneEntity(entity, { ...within, at }, parts)
}

function oneEntity(pattern: CauseEntityPattern, address: Address, parts: Parts): void {
  const { Name, Coverage, Remote, Exceptions } = pattern
  if (Name === null || Remote === null) parts.impossible = true
  const slow = `x_kind = ${rootCauseKind.responseTime}`
  member(parts, 're', address, [
    ...text('name', Name, parts),
    ...bit('flags', causeEntityFlag.remote, Remote),
    // Entities that were slow have a coverage, entities that failed have exceptions; what the others lack is null.
    ...(Coverage === undefined ? [] : [{ column: 'kind', sql: Coverage === null ? `NOT ${slow}` : slow }]),
    ...(typeof Coverage === 'number'
      ? [{ column: 'coverage', sql: `x_coverage = ${float(Coverage, parts.binds)}` }]
      : []),
    ...(Exceptions === undefined ? [] : [{ column: 'kind', sql: Exceptions === null ? slow : `NOT ${slow}` }]),
  ])
  if (!Exceptions) return
  const within = { service: address.service!, entity: address.at! }
  ends(parts, 'rx', within, Exceptions.length, causeExceptionFlag.last)
  for (const [at, exception] of Exceptions.entries()) oneException(exception, { ...within, at }, parts)
}

function oneException({ Name, Message }: CauseExceptionPattern, address: Address, parts: Parts): void {
  member(parts, 'rx', address, [...textOrNone('name', Name, parts), ...textOrNone('message', Message, parts)])
}

type Condition = { readonly column: string; readonly sql: string }

function text(column: string, wanted: string | null | undefined, parts: Parts): Condition[] {
  if (wanted === undefined || wanted === null) return []
  return [{ column, sql: `x_${column} = ${parts.binds.bind('String', wanted)}` }]
}

/** A null is written as ''; a text is never empty. */
function textOrNone(column: string, wanted: string | null | undefined, parts: Parts): Condition[] {
  if (wanted === '') parts.impossible = true
  return wanted === null ? [{ column, sql: `x_${column} = ''` }] : text(column, wanted, parts)
}

const bit = (column: string, mask: number, wanted: boolean | null | undefined): Condition[] =>
  typeof wanted === 'boolean' ? [{ column, sql: `bitAnd(x_${column}, ${mask}) ${wanted ? '!=' : '='} 0` }] : []

function member(parts: Parts, family: Family, address: Address, conditions: readonly Condition[]): void {
  if (conditions.length === 0) return
  const columns = conditions.map((one) => one.column)
  parts.among.push(
    causesWith(
      family,
      address,
      conditions.map((one) => one.sql),
      columns,
    ),
  )
}

/** The list at that address has so many members. */
function ends(parts: Parts, family: Family, within: Address, length: number, last: number): void {
  if (length === 0) parts.notAmong.push(causesWith(family, within, [], []))
  else parts.among.push(causesWith(family, { ...within, at: length - 1 }, [`bitAnd(x_flags, ${last}) != 0`], ['flags']))
}

/** The causes that have such a member there. */
function causesWith(
  family: Family,
  address: Address,
  conditions: readonly string[],
  columns: readonly string[],
): string {
  const all = allOf([...Object.entries(address).map(([column, place]) => `x_${column} = ${place}`), ...conditions])
  const read = [...new Set([...Object.keys(address), ...columns])]
  const ids = family === 'rc' ? 'arrayMap(i -> toUInt16(i - 1), arrayEnumerate(rc_kind))' : `${family}_cause`
  if (read.length === 0) return ids
  return `arrayFilter((x_id, ${read.map((name) => `x_${name}`).join(', ')}) -> ${all}, ${[ids, ...read.map((name) => `${family}_${name}`)].join(', ')})`
}

const float = (value: number, binds: Binds): string =>
  Number.isFinite(value) ? binds.bind('Float64', value) : value > 0 ? 'inf' : '-inf'
