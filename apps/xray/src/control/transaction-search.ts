/**
 * Transaction Search (facts 6.6): where documents go, and which share of the traces is indexed, that is, seen by the classic reads.
 * Every document is stored either way. Whether a trace is indexed is a pure function of its id and of when its first document was
 * received, so that a later assembly of it, in this process or another, decides the same (decision 0025).
 */
import type { Store, StoredDocument } from '@roentgen/store'
import type { Micros, TraceId } from '@roentgen/trace'
import * as z from 'zod'
import { invalidRequest, notFound } from '../api/errors.ts'
import { Kept } from './kept.ts'

const destination = z.enum(['XRay', 'CloudWatchLogs'])
export type Destination = z.infer<typeof destination>

const stored = z.object({
  destination,
  /** From then on the destination holds; before it is PENDING. */
  activeFromUs: z.number(),
  rule: z.object({ percentage: z.number(), modifiedUs: z.number() }),
  /** What holds from when on, oldest first; null: every trace is indexed. */
  changes: z.array(z.object({ fromUs: z.number(), percentage: z.number().nullable() })),
})
type Stored = z.infer<typeof stored>

export type IndexingRule = {
  readonly name: string
  readonly desired: number
  readonly actual: number
  readonly modifiedUs: Micros
}

export const defaultRuleName = 'Default'
/** Long enough for a caller that polls to see it, short enough not to wait for. */
const pendingUs = 2_000_000
/** Older ones belong to traces that are gone. */
const mostChanges = 2_000

const initial: Stored = { destination: 'XRay', activeFromUs: 0, rule: { percentage: 1, modifiedUs: 0 }, changes: [] }

export class TransactionSearch {
  readonly #kept: Kept<Stored>
  /** Traces that were new and looked at since the rule or the destination changed. */
  #seen = { all: 0, indexed: 0 }

  constructor(store: Pick<Store, 'readConfig' | 'writeConfig'>) {
    this.#kept = new Kept<Stored>(store, 'transaction-search', initial, (value) => stored.parse(value))
  }

  /** Before `indexed` can be asked. */
  async ready(): Promise<void> {
    await this.#kept.get()
  }

  async destination(nowUs: Micros): Promise<{ destination: Destination; status: 'PENDING' | 'ACTIVE' }> {
    return stateOf(await this.#kept.get(), nowUs)
  }

  async setDestination(wanted: Destination, nowUs: Micros): ReturnType<TransactionSearch['destination']> {
    const state = await this.#kept.change((present) => {
      if (present.destination === wanted) return { value: present, answer: present }
      const activeFromUs = nowUs + pendingUs
      const percentage = wanted === 'XRay' ? null : present.rule.percentage
      const changes = followed(present.changes, { fromUs: activeFromUs, percentage })
      const value = { ...present, destination: wanted, activeFromUs, changes }
      return { value, answer: value }
    })
    this.#seen = { all: 0, indexed: 0 }
    return stateOf(state, nowUs)
  }

  async rule(): Promise<IndexingRule> {
    return this.#ruleOf(await this.#kept.get())
  }

  async setRule(name: string, percentage: number, nowUs: Micros): Promise<IndexingRule> {
    if (name !== defaultRuleName) throw notFound(name, `Indexing rule ${name.slice(0, 200)} not found.`)
    if (percentage < 0 || percentage > 100)
      throw invalidRequest('DesiredSamplingPercentage must be between 0 and 100, inclusive')
    const state = await this.#kept.change((present) => {
      const rule = { percentage, modifiedUs: nowUs }
      const fromUs = Math.max(nowUs, present.activeFromUs)
      const changes =
        present.destination === 'XRay' ? present.changes : followed(present.changes, { fromUs, percentage })
      const value = { ...present, rule, changes }
      return { value, answer: value }
    })
    this.#seen = { all: 0, indexed: 0 }
    return this.#ruleOf(state)
  }

  /** Whether the classic reads see this trace. */
  indexed(traceId: TraceId, firstReceivedUs: Micros): boolean {
    const percentage = this.#changeAt(firstReceivedUs)?.percentage ?? null
    return percentage === null || shareOf(traceId) * 100 < percentage
  }

  /** Of a trace seen for the first time, for the share that the rule tells of itself. */
  count(firstReceivedUs: Micros, indexed: boolean): void {
    const change = this.#changeAt(firstReceivedUs)
    if (change === undefined || change.percentage === null || change !== this.#kept.latest.changes.at(-1)) return
    this.#seen.all++
    if (indexed) this.#seen.indexed++
  }

  #changeAt(us: Micros): Stored['changes'][number] | undefined {
    return this.#kept.latest.changes.findLast(({ fromUs }) => fromUs <= us)
  }

  /** Of traces with their documents, those that the classic reads see. */
  async visible<D extends readonly StoredDocument[]>(found: ReadonlyMap<TraceId, D>): Promise<Map<TraceId, D>> {
    await this.ready()
    return new Map([...found].filter(([id, documents]) => this.indexed(id, firstReceipt(documents))))
  }

  #ruleOf({ rule, destination: present }: Stored): IndexingRule {
    const { all, indexed } = this.#seen
    const actual = present === 'XRay' || all === 0 ? rule.percentage : (100 * indexed) / all
    return { name: defaultRuleName, desired: rule.percentage, actual, modifiedUs: rule.modifiedUs }
  }
}

const firstReceipt = (documents: readonly StoredDocument[]): Micros =>
  documents.reduce((first, { receivedUs }) => Math.min(first, receivedUs), Number.POSITIVE_INFINITY)

const stateOf = ({ destination: present, activeFromUs }: Stored, nowUs: Micros) => ({
  destination: present,
  status: nowUs < activeFromUs ? ('PENDING' as const) : ('ACTIVE' as const),
})

/** A change that has not come into force yet is replaced by one that comes into force no later. */
function followed(changes: Stored['changes'], next: Stored['changes'][number]): Stored['changes'] {
  return [...changes.filter(({ fromUs }) => fromUs < next.fromUs), next].slice(-mostChanges)
}

/**
 * In [0, 1), evenly, from the whole id: FNV-1a with a final mix. Not the plain last digits, by which FixedRate samples: a sample of the
 * indexed traces would be all of them.
 */
function shareOf(traceId: TraceId): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < traceId.length; at++) hash = Math.imul(hash ^ traceId.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
