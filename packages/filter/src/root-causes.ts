/** What a filter sees of a trace's root causes (facts 4.3): their elements one by one, and whether a JSON pattern fits one (5.4). */
import type { DelayEntity, FailureEntity, RootCause, TraceSummary } from '@roentgen/trace'
import type {
  CauseElement,
  CauseEntityPattern,
  CauseExceptionPattern,
  CauseKind,
  CauseServicePattern,
  RootCausePattern,
} from './tree.ts'

type Entity = FailureEntity | DelayEntity
type Cause = RootCause<Entity>
type Service = Cause['services'][number]

/** One member of a list of services, of a path, or of an entity's exceptions; null or false where that kind of element has none. */
export type Element = {
  readonly index: number
  readonly last: boolean
  readonly name: string | null
  /** A service's type; of an exception the name, which is its type. */
  readonly type: string | null
  readonly message: string | null
  readonly inferred: boolean
  readonly remote: boolean
  readonly coverage: number | null
}

type Causes = Pick<TraceSummary, 'faultRootCauses' | 'errorRootCauses' | 'responseTimeRootCauses'>

export function elementsOf(causes: Causes, of: CauseKind, element: CauseElement): Element[] {
  const services = causesOf(causes, of).map((cause) => cause.services)
  if (element === 'service') return services.flatMap((list) => list.map(serviceElement))
  const paths = services.flatMap((list) => list.map((service) => service.path))
  if (element === 'entity') return paths.flatMap((path) => path.map(entityElement))
  return paths.flat().flatMap((entity) => (exceptionsOf(entity) ?? []).map(exceptionElement))
}

function causesOf(causes: Causes, of: CauseKind): readonly Cause[] {
  if (of === 'fault') return causes.faultRootCauses
  return of === 'error' ? causes.errorRootCauses : causes.responseTimeRootCauses
}

const NOTHING = { name: null, type: null, message: null, inferred: false, remote: false, coverage: null } as const

const place = (index: number, list: readonly unknown[]) => ({ index, last: index === list.length - 1 })

const serviceElement = ({ node, inferred }: Service, i: number, list: readonly unknown[]): Element => ({
  ...NOTHING,
  ...place(i, list),
  name: node.name,
  type: node.type,
  inferred,
})

const entityElement = (entity: Entity, i: number, list: readonly unknown[]): Element => ({
  ...NOTHING,
  ...place(i, list),
  name: entity.name,
  remote: entity.remote,
  coverage: coverageOf(entity),
})

const exceptionElement = (
  { name, message }: FailureEntity['exceptions'][number],
  i: number,
  list: readonly unknown[],
): Element => ({ ...NOTHING, ...place(i, list), name, type: name, message })

const coverageOf = (entity: Entity): number | null => ('coverage' in entity ? entity.coverage : null)
const exceptionsOf = (entity: Entity): FailureEntity['exceptions'] | null =>
  'exceptions' in entity ? entity.exceptions : null

export function fitsSomeCause(causes: Causes, pattern: RootCausePattern): boolean {
  const all: readonly Cause[] = [...causes.faultRootCauses, ...causes.errorRootCauses, ...causes.responseTimeRootCauses]
  return all.some(
    (cause) =>
      same(pattern.ClientImpacting, cause.clientImpacting) && fitAll(pattern.Services, cause.services, fitsService),
  )
}

function fitsService(pattern: CauseServicePattern, { node, inferred, path }: Service): boolean {
  return (
    same(pattern.Name, node.name) &&
    fitAll(pattern.Names, [node.name], same) &&
    same(pattern.Type, node.type) &&
    same(pattern.AccountId, node.account) &&
    same(pattern.Inferred, inferred) &&
    fitAll(pattern.EntityPath, path, fitsEntity)
  )
}

function fitsEntity(pattern: CauseEntityPattern, entity: Entity): boolean {
  return (
    same(pattern.Name, entity.name) &&
    same(pattern.Remote, entity.remote) &&
    same(pattern.Coverage, coverageOf(entity)) &&
    fitAll(pattern.Exceptions, exceptionsOf(entity), fitsException)
  )
}

const fitsException = (pattern: CauseExceptionPattern, { name, message }: FailureEntity['exceptions'][number]) =>
  same(pattern.Name, name) && same(pattern.Message, message)

/** A member that was left out fits anything; a list that is not there at all is null. */
function same<T>(pattern: T | undefined, value: T): boolean {
  return pattern === undefined || pattern === value
}

function fitAll<P, V>(
  patterns: readonly P[] | null | undefined,
  values: readonly V[] | null,
  fits: (pattern: P, value: V) => boolean,
): boolean {
  if (patterns === undefined) return true
  if (patterns === null || values === null) return patterns === values
  return patterns.length === values.length && patterns.every((pattern, i) => fits(pattern, values[i]!))
}
