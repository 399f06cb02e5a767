/**
 * Root causes of a trace (facts 4.3) as four families of arrays side by side, all kinds together:
 *
 *     rc_  a cause      kind (`rootCauseKind`), impacting
 *     rs_  a service    kind, cause, at, flags (1 inferred, 2 last), name, type, account
 *     re_  an entity    kind, cause, service, at, flags (1 remote, 2 last), name, coverage (response time; else 0)
 *     rx_  an exception kind, cause, service, entity, at, flags (2 last), name, message ('' when it had none)
 *
 * `cause` is a place in `rc_` (of all kinds). `service`, `entity` and `at` are places in the list the member stands in, from 0: a service
 * among those of its cause, an entity in its service's path, an exception among those of its entity; `last` says it ends that list.
 * So each member knows its whole address, and a filter needs no join:
 *
 *     rootcause.fault.exception { last AND message CONTAINS "x" }
 *       arrayExists((k, f, m) -> k = 0 AND bitAnd(f, 2) != 0 AND position(m, 'x') > 0, rx_kind, rx_flags, rx_message)
 *     rootcause.responsetime.entity { remote AND coverage > 0.7 }
 *       arrayExists((k, f, c) -> k = 2 AND bitAnd(f, 1) != 0 AND c > 0.7, re_kind, re_flags, re_coverage)
 *     rootcause.json = #[{"Services":[{"Name":"a"},{"EntityPath":[{"Name":"b"}]}]}]
 *       arrayExists(i -> arrayExists((c, a, n) -> c = i AND a = 0 AND n = 'a', rs_cause, rs_at, rs_name)
 *                    AND arrayExists((c, s, a, n) -> c = i AND s = 1 AND a = 0 AND n = 'b', re_cause, re_service, re_at, re_name),
 *                   range(length(rc_kind)))
 */
import type { DelayEntity, FailureEntity, RootCause, TraceSummary } from '@roentgen/trace'
import type { RowBinary } from '../clickhouse/row-binary.ts'

export const rootCauseKind = { fault: 0, error: 1, responseTime: 2 } as const
export const causeServiceFlag = { inferred: 1, last: 2 } as const
export const causeEntityFlag = { remote: 1, last: 2 } as const
export const causeExceptionFlag = { last: 2 } as const

/** In the order in which they are written and read. */
export const rootCauseColumns: readonly string[] = [
  ...['rc_kind', 'rc_impacting'],
  ...['rs_kind', 'rs_cause', 'rs_at', 'rs_flags', 'rs_name', 'rs_type', 'rs_account'],
  ...['re_kind', 're_cause', 're_service', 're_at', 're_flags', 're_name', 're_coverage'],
  ...['rx_kind', 'rx_cause', 'rx_service', 'rx_entity', 'rx_at', 'rx_flags', 'rx_name', 'rx_message'],
]

type Causes = Pick<TraceSummary, 'faultRootCauses' | 'errorRootCauses' | 'responseTimeRootCauses'>
type Cause = RootCause<FailureEntity | DelayEntity>
type Service = Cause['services'][number]
type Entity = Service['path'][number]
type Exception = FailureEntity['exceptions'][number]

/** A member with its address, outermost place first: [kind, cause, service, entity, exception]; the last one is `at`. */
type Placed<T> = { readonly member: T; readonly place: readonly number[]; readonly last: boolean }

const exceptionsOf = (entity: Entity): readonly Exception[] => ('exceptions' in entity ? entity.exceptions : [])
const coverageOf = (entity: Entity): number => ('coverage' in entity ? entity.coverage : 0)

function below<T, U>(above: readonly Placed<T>[], listOf: (member: T) => readonly U[]): Placed<U>[] {
  return above.flatMap(({ member, place }) => {
    const list = listOf(member)
    return list.map((one, at) => ({ member: one, place: [...place, at], last: at === list.length - 1 }))
  })
}

export function encodeRootCauses(out: RowBinary, summary: Causes): void {
  const all: [number, Cause][] = [
    ...summary.faultRootCauses.map((cause): [number, Cause] => [rootCauseKind.fault, cause]),
    ...summary.errorRootCauses.map((cause): [number, Cause] => [rootCauseKind.error, cause]),
    ...summary.responseTimeRootCauses.map((cause): [number, Cause] => [rootCauseKind.responseTime, cause]),
  ]
  if (all.length === 0) {
    for (const _ of rootCauseColumns) out.length(0)
    return
  }
  const causes = all.map(([kind, member], at): Placed<Cause> => ({ member, place: [kind, at], last: false }))
  const services = below(causes, (cause) => cause.services)
  const entities = below(services, (service) => service.path)
  const exceptions = below(entities, exceptionsOf)

  const kinds = (items: readonly Placed<unknown>[]) => out.array(items, ({ place }) => out.uint8(place[0] ?? 0))
  /** The levels after the kind. */
  const places = (items: readonly Placed<unknown>[], levels: number) => {
    for (let level = 1; level <= levels; level++) out.array(items, ({ place }) => out.uint16(place[level] ?? 0))
  }
  const last = (is: boolean) => (is ? causeServiceFlag.last : 0)

  kinds(causes)
  out.array(causes, ({ member }) => out.uint8(member.clientImpacting ? 1 : 0))

  kinds(services)
  places(services, 2)
  out.array(services, (x) => out.uint8((x.member.inferred ? causeServiceFlag.inferred : 0) | last(x.last)))
  out.array(services, ({ member }) => out.string(member.node.name))
  out.array(services, ({ member }) => out.string(member.node.type ?? ''))
  out.array(services, ({ member }) => out.string(member.node.account ?? ''))

  kinds(entities)
  places(entities, 3)
  out.array(entities, (x) => out.uint8((x.member.remote ? causeEntityFlag.remote : 0) | last(x.last)))
  out.array(entities, ({ member }) => out.string(member.name))
  out.array(entities, ({ member }) => out.float64(coverageOf(member)))

  kinds(exceptions)
  places(exceptions, 4)
  out.array(exceptions, (x) => out.uint8(last(x.last)))
  out.array(exceptions, ({ member }) => out.string(member.name ?? ''))
  out.array(exceptions, ({ member }) => out.string(member.message ?? ''))
}

/** As JSON gives the columns back. */
export type RootCauseRow = [
  kinds: number[],
  impacting: number[],
  ...service: [number[], cause: number[], at: number[], flags: number[], string[], string[], string[]],
  ...entity: [number[], cause: number[], service: number[], at: number[], flags: number[], string[], number[]],
  ...exception: [number[], number[], number[], entity: number[], at: number[], flags: number[], string[], string[]],
]

export function rootCausesFrom(row: RootCauseRow): Causes {
  const [kinds, impacting, , sCause, , sFlags, sName, sType, sAccount, ...rest] = row
  const [, eCause, eService, , eFlags, eName, eCoverage, , xCause, xService, xEntity, , , xName, xMessage] = rest
  const address = (...places: (number | undefined)[]): string => places.join('.')

  const exceptions = new Map<string, Exception[]>()
  for (const [i, cause] of xCause.entries())
    push(exceptions, address(cause, xService[i], xEntity[i]), { name: xName[i] || null, message: xMessage[i] || null })

  const failurePaths = new Map<string, FailureEntity[]>()
  const delayPaths = new Map<string, DelayEntity[]>()
  for (const [i, cause] of eCause.entries()) {
    const at = address(cause, eService[i])
    const common = { name: eName[i] ?? '', remote: ((eFlags[i] ?? 0) & causeEntityFlag.remote) !== 0 }
    if (kinds[cause] === rootCauseKind.responseTime) push(delayPaths, at, { ...common, coverage: eCoverage[i] ?? 0 })
    else {
      const place = failurePaths.get(at)?.length ?? 0
      push(failurePaths, at, { ...common, exceptions: exceptions.get(address(cause, eService[i], place)) ?? [] })
    }
  }

  const causesOf = <E>(kind: number, paths: ReadonlyMap<string, readonly E[]>): RootCause<E>[] =>
    kinds.flatMap((one, cause) => {
      if (one !== kind) return []
      const services: RootCause<E>['services'][number][] = []
      for (const [i, owner] of sCause.entries()) {
        if (owner !== cause) continue
        services.push({
          node: { name: sName[i] ?? '', type: sType[i] || null, account: sAccount[i] || null },
          inferred: ((sFlags[i] ?? 0) & causeServiceFlag.inferred) !== 0,
          path: paths.get(address(cause, services.length)) ?? [],
        })
      }
      return [{ clientImpacting: impacting[cause] === 1, services }]
    })
  return {
    faultRootCauses: causesOf(rootCauseKind.fault, failurePaths),
    errorRootCauses: causesOf(rootCauseKind.error, failurePaths),
    responseTimeRootCauses: causesOf(rootCauseKind.responseTime, delayPaths),
  }
}

function push<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [one])
  else list.push(one)
}
