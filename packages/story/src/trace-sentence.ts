import type { Sentence } from './sentence.ts'

/** The columns of the contract's trace reply that the sentence reads. */
export type StoryTrace = {
  readonly duration: number | null
  readonly nodes: readonly { readonly name: string }[]
  readonly entities: {
    readonly id: readonly string[]
    readonly parent: readonly number[]
    readonly name: readonly string[]
    readonly node: readonly number[]
    readonly callee: readonly number[]
    /** Microseconds; -1 while in progress. */
    readonly duration: readonly number[]
    readonly class: readonly ('ok' | 'error' | 'throttle' | 'fault')[]
  }
  readonly criticalPath: readonly (readonly [row: number, micros: number])[]
  /** What was recorded where it failed (`failedRows`); null: nothing was. */
  readonly failure: { readonly entity: string; readonly type: string | null; readonly message: string | null } | null
}

/** The deepest entity of that kind of failure on the way down from `root`: the last to fail is the first cause. */
function deepest(trace: Pick<StoryTrace, 'entities'>, root: number, isBad: (row: number) => boolean): number {
  const { parent } = trace.entities
  let best = root
  const bad = new Set([root])
  let bestDepth = 0
  const depth = new Map([[root, 0]])
  for (let row = root + 1; row < parent.length; row += 1) {
    const above = parent[row] ?? -1
    if (!bad.has(above) || !isBad(row)) continue
    bad.add(row)
    const d = (depth.get(above) ?? 0) + 1
    depth.set(row, d)
    if (d > bestDepth) {
      best = row
      bestDepth = d
    }
  }
  return best
}

type Entities = StoryTrace['entities']

const hasFailed = ({ class: classes }: Entities, row: number): boolean =>
  classes[row] === 'fault' || classes[row] === 'throttle'

/** Where it failed: below a root that did, or else at the first that failed though the root did not; -1: nobody did. */
function failedFrom(entities: Entities): number {
  const root = entities.parent.indexOf(-1)
  return entities.class[root] === 'fault' ? root : entities.class.findIndex((_, row) => hasFailed(entities, row))
}

/** The rows that a failed trace's sentence is about: the deepest, then those above that failed with it. Empty: nothing failed. */
export function failedRows(trace: Pick<StoryTrace, 'entities'>): readonly number[] {
  const { entities } = trace
  const from = failedFrom(entities)
  if (from < 0) return []
  const rows: number[] = []
  for (let row = deepest(trace, from, (r) => hasFailed(entities, r)); row >= from; row = entities.parent[row] ?? -1)
    rows.push(row)
  return rows
}

const longestError = 120

/** `TimeoutError: no answer within 1.5 s`, on one line and not too long; `none`: nothing is known. */
function errorOf({ failure }: StoryTrace): string {
  const text = [failure?.type, failure?.message]
    .filter((part) => part)
    .join(': ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '') return 'none'
  return text.length > longestError ? `${text.slice(0, longestError).trimEnd()}…` : text.replace(/\.$/, '')
}

/** Who recorded it, where that is not the one it is said of. */
function recorderOf({ failure, entities }: StoryTrace, row: number): string {
  const at = failure ? entities.id.indexOf(failure.entity) : -1
  const name = entities.name[at]
  return at < 0 || at === row || name === undefined || name === entities.name[row] ? 'none' : name
}

/** One trace in words. */
export function traceSentence(trace: StoryTrace): Sentence {
  const { entities } = trace
  const root = entities.parent.indexOf(-1)
  if (root < 0) return { id: 'story.trace.empty', values: {}, evidence: { nodes: [], edges: [] } }
  const nameOf = (row: number): string => entities.name[row] ?? ''
  const idOf = (row: number): string => entities.id[row] ?? ''
  const evidenceOf = (...rows: number[]) => ({ nodes: [...new Set(rows.map(idOf))], edges: [] })
  if (entities.duration[root] === -1) {
    return { id: 'story.trace.running', values: { root: nameOf(root) }, evidence: evidenceOf(root) }
  }
  const duration = { seconds: (entities.duration[root] ?? 0) / 1e6 }
  const base = { root: nameOf(root), duration }
  const rootClass = entities.class[root] ?? 'ok'
  const error = errorOf(trace)
  if (rootClass === 'fault') {
    const row = deepest(trace, root, (r) => hasFailed(entities, r))
    if (row === root) return { id: 'story.trace.fault', values: { ...base, error }, evidence: evidenceOf(root) }
    const callee = entities.callee[row] ?? -1
    const service = trace.nodes[callee >= 0 ? callee : (entities.node[row] ?? -1)]?.name ?? nameOf(row)
    return {
      id: 'story.trace.faultAt',
      values: {
        ...base,
        at: nameOf(row),
        service: service === nameOf(row) ? 'none' : service,
        error,
        recorder: recorderOf(trace, row),
      },
      evidence: evidenceOf(root, row),
    }
  }
  if (rootClass !== 'ok') {
    const row = deepest(trace, root, (r) => entities.class[r] !== 'ok')
    return {
      id: rootClass === 'throttle' ? 'story.trace.throttle' : 'story.trace.error',
      values: { ...base, at: nameOf(row) },
      evidence: evidenceOf(root, row),
    }
  }
  const handled = failedFrom(entities)
  if (handled >= 0) {
    const row = deepest(trace, handled, (r) => hasFailed(entities, r))
    return {
      id: 'story.trace.handled',
      values: { ...base, at: nameOf(row), error, recorder: recorderOf(trace, row) },
      evidence: evidenceOf(root, row),
    }
  }
  const slowest = trace.criticalPath.filter(([row]) => row !== root).sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]
  const whole = entities.duration[root] ?? 0
  if (!slowest || whole === 0 || slowest[1] / whole < 0.2) {
    return { id: 'story.trace.okAlone', values: base, evidence: evidenceOf(root) }
  }
  return {
    id: 'story.trace.ok',
    values: {
      ...base,
      slowest: nameOf(slowest[0]),
      slowestTime: { seconds: slowest[1] / 1e6 },
      share: slowest[1] / whole,
    },
    evidence: evidenceOf(root, slowest[0]),
  }
}
