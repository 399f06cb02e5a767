/**
 * From committed documents to rows of `traces` (design, protocol 2, 3, 8, 9).
 *
 *   committed ─▶ open trace ─(quiet for a while)─▶ read back if not held wholly ─▶ links ─▶ assemble ─▶ insert, many at once
 *                    ▲                                                                                     │
 *                    └──────────────── new documents meanwhile, not settled yet ◀──────────────────────────┘
 *
 * Nothing here is needed for correctness after a crash: the rows are a pure function of the stored documents, and the
 * start-up poll finds what a killed process had not come to.
 */
import { type Store, type StoredDocument, StoreUnavailable, type VersionedTrace } from '@roentgen/store'
import {
  type AssembledTrace,
  assemble,
  type LinkedCall,
  LOGIC_NUMBER,
  linkedCall,
  linkKey,
  linkTargets,
  type TraceDocument,
  type TraceId,
} from '@roentgen/trace'
import type { TransactionSearch } from '../control/transaction-search.ts'
import { type Arrival, rowBytes } from '../ingest/commit.ts'
import { words } from '../ingest/ingest.ts'
import { parsedDocument } from '../stored-documents.ts'
import { type Due, DueQueue } from './due-queue.ts'
import { FirstSight } from './first-sight.ts'
import { mostTraceBytes } from './limits.ts'
import { addDocument, forgetDocuments, type OpenTrace, openTrace, versionedRow } from './open-trace.ts'
import { latestMs, pauseMs, settleMs } from './pace.ts'

export type AssemblerOptions = {
  readonly store: Pick<
    Store,
    | 'documentsWithin'
    | 'tracesBelowVersion'
    | 'insertTraces'
    | 'tracesReceivedSince'
    | 'claimedSeconds'
    | 'unsettledTraces'
    | 'readCursor'
    | 'writeCursor'
    | 'serverNowUs'
  >
  /** Which traces get a row at all. Absent: every one. */
  readonly indexing?: Pick<TransactionSearch, 'ready' | 'indexed' | 'count'>
  readonly nowMs: () => number
  /** What open traces may hold in memory. */
  readonly limitBytes: number
  readonly onAssembled: (traces: number) => void
  readonly log: (line: string) => void
}

const cursorName = 'assembler'
/** Longest an insert may run (design, protocol 5): what is read back must overlap by it. */
const insertMostMs = 20_000
const roundMost = 1_000
const readMost = 200
/** A trace that looks whole and settled stays in memory this long for stragglers. */
const lingerMs = 3_000
const cursorEveryMs = 5_000
const lookAheadEveryMs = 1_800_000
const retryMs = 500
const renewEveryMs = 1_000
/** After the store could not say which rows are old. */
const renewAgainMs = 10 * 60_000
const renewMost = 500
/** Between rounds. Each round is an insert, and each insert a part that ClickHouse must merge: ten a second are dear, five are not. */
const breathMs = 100
/** Beyond it traces of uncertain inserts wait for the next start. */
const mostUncertain = 20_000
/** Beyond it late links are found when their trace settles, not earlier. */
const mostWaiting = 20_000

export class Assembler {
  readonly #options: AssemblerOptions
  /** Least recently touched first. */
  readonly #open = new Map<TraceId, OpenTrace>()
  readonly #queue = new DueQueue()
  readonly #sight: FirstSight
  readonly #startedMs: number
  /** linked trace -> traces that wait for it. */
  readonly #waiting = new Map<TraceId, Set<TraceId>>()
  /** What the start-up poll found and is not shown yet: the cursor must not pass it. */
  readonly #backlog = new Set<TraceId>()
  /** An insert of the earlier process may still be under way: until that was looked for, the cursor stays. */
  #lateComing = false
  /** Traces that could not be assembled or written: a bug of ours, counted. */
  failures = 0
  /** The stored cursor is as far as it can be: nothing was received since it was written. */
  #cursorRests = false
  #bytes = 0
  #timer: NodeJS.Timeout | null = null
  #timerAtMs = Number.POSITIVE_INFINITY
  #round: Promise<void> | null = null
  #closing = false
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(options: AssemblerOptions) {
    this.#options = options
    this.#startedMs = options.nowMs()
    this.#sight = new FirstSight(this.#startedMs)
  }

  get openTraces(): number {
    return this.#open.size
  }
  get openBytes(): number {
    return this.#bytes
  }

  /** Documents that are on disk now. */
  arrived(arrivals: readonly Arrival[]): void {
    const nowMs = this.#options.nowMs()
    for (const { row, document } of arrivals) {
      const trace = this.#touch(row.traceId, nowMs)
      const before = trace.bytes
      const { receivedUs, complete } = row
      const news = addDocument(trace, row.id, document, { receivedUs, complete, length: rowBytes(row) })
      this.#bytes += trace.bytes - before
      // Of a trace too large to be held whole only the store knows how much there is now, and a row must know more than the one before.
      if (news && trace.knowledge > 0) trace.heldWholly = false
      if (news || !trace.heldWholly) this.#changed(trace, receivedUs / 1000, nowMs)
    }
    if (this.#bytes > this.#options.limitBytes) this.#evict(nowMs)
  }

  /** Traces that may have documents on disk that nobody handed over: the store is asked, and one without any is let go. */
  lookFor(ids: readonly TraceId[]): void {
    const room = Math.max(0, mostUncertain - this.#backlog.size)
    const unique = [...new Set(ids)]
    if (unique.length > room)
      this.#options.log(`${unique.length - room} traces whose insert is uncertain are left to the next start`)
    this.#takeUp(unique.slice(0, room))
  }

  /** Takes up what an earlier process left: traces it had not assembled, and those waiting to settle. */
  async start(): Promise<void> {
    const { store } = this.#options
    const cursorUs = await this.#insist(() => store.readCursor(cursorName))
    const sinceUs = Math.max(0, (cursorUs ?? 0) - insertMostMs * 1000)
    const left = await this.#insist(() => store.tracesReceivedSince(sinceUs))
    this.#takeUp(left)
    const fresh = cursorUs === null && left.length === 0
    this.#sight.storeHeldUntil(fresh ? null : Math.min(this.#startedMs, (cursorUs ?? Number.MAX_VALUE) / 1000))
    await this.#insist(() => this.#lookAhead())
    this.#every(lookAheadEveryMs, () => this.#lookAhead())
    await this.#rearmUnsettled()
    if (fresh) await this.#insist(() => this.#writeCursor())
    this.#lateComing = !fresh
    this.#every(cursorEveryMs, () => this.#writeCursor())
    if (fresh) return
    this.#later(renewEveryMs, () => this.#renew(null))
    this.#later(insertMostMs + 5_000, async () => {
      // What this process received itself is in its hands already.
      this.#takeUp(await this.#insist(() => store.tracesReceivedSince(sinceUs, this.#startedMs * 1000)))
      this.#lateComing = false
    })
  }

  /** Rows that an earlier version of the logic made are made again, a few at a time and behind what arrives. One pass; a killed one is begun again. */
  async #renew(after: string | null): Promise<void> {
    let next = after
    if (this.#open.size < renewMost) {
      const version = BigInt(LOGIC_NUMBER) * 2n ** 32n
      const older = await this.#options.store.tracesBelowVersion(version, renewMost, after).catch((error: unknown) => {
        this.#options.log(`old rows are looked for again later: ${words(error)}`)
        return null
      })
      if (older === null) return this.#later(renewAgainMs, () => this.#renew(after))
      const nowMs = this.#options.nowMs()
      for (const id of older.ids) {
        if (this.#open.has(id)) continue
        const trace = this.#touch(id, nowMs)
        trace.heldWholly = false
        trace.revision = null
        trace.dirtySinceMs = nowMs
        // Long ago: nothing is waited for any more.
        trace.lastArrivalMs = 0
        this.#plan(trace, nowMs)
      }
      if (older.next === null) return
      next = older.next
    }
    this.#later(renewEveryMs, () => this.#renew(next))
  }

  async #lookAhead(): Promise<void> {
    const [fromS, toS] = this.#sight.toAsk(this.#options.nowMs())
    const seconds = fromS < toS ? await this.#options.store.claimedSeconds(fromS, toS) : []
    this.#sight.heldAhead(seconds, toS, this.#options.nowMs())
  }

  /** Assembles whatever is not shown yet, and stops. */
  async close(): Promise<void> {
    this.#closing = true
    for (const timer of this.#timers) clearTimeout(timer)
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#round
    const dirty = [...this.#open.values()].filter((trace) => trace.dirtySinceMs !== null)
    for (let from = 0; from < dirty.length; from += roundMost)
      await this.#assembleAll(dirty.slice(from, from + roundMost), 'now')
    await this.#writeCursor().catch(() => {})
  }

  #touch(id: TraceId, nowMs: number): OpenTrace {
    const known = this.#open.get(id)
    const trace = known ?? openTrace(id, this.#sight.isNew(id, nowMs), nowMs)
    if (known !== undefined) this.#open.delete(id)
    this.#open.set(id, trace)
    return trace
  }

  #changed(trace: OpenTrace, receivedMs: number, nowMs: number): void {
    this.#cursorRests = false
    trace.changes++
    trace.dirtySinceMs ??= nowMs
    trace.settled = false
    trace.lastArrivalMs = Math.max(trace.lastArrivalMs, receivedMs)
    this.#plan(
      trace,
      Math.min(receivedMs + pauseMs(trace.assemblies, true), trace.dirtySinceMs + latestMs(trace.assemblies)),
    )
    const waiting = this.#waiting.get(trace.id)
    if (waiting === undefined) return
    for (const id of waiting) {
      const other = this.#open.get(id)
      if (other !== undefined && other.dirtySinceMs === null) this.#plan(other, receivedMs + 2 * pauseMs(0, true))
    }
  }

  #plan(trace: OpenTrace, atMs: number): void {
    trace.dueMs = atMs
    this.#queue.add({ atMs, id: trace.id })
    this.#wake()
  }

  #wake(): void {
    const nextMs = this.#queue.nextMs
    if (nextMs === null || this.#round !== null || this.#closing) return
    if (nextMs >= this.#timerAtMs) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timerAtMs = nextMs
    // At least a breath between rounds lets traces gather.
    const waitMs = Math.max(breathMs, nextMs - this.#options.nowMs())
    this.#timer = setTimeout(() => this.#startRound(), waitMs)
  }

  #startRound(): void {
    this.#timer = null
    this.#timerAtMs = Number.POSITIVE_INFINITY
    this.#round = this.#assembleAll(this.#takeDue(), 'when-due')
      .catch((error) => this.#options.log(`assembly failed: ${words(error)}`))
      .finally(() => {
        this.#round = null
        this.#wake()
      })
  }

  #takeDue(): OpenTrace[] {
    const nowMs = this.#options.nowMs()
    const due: OpenTrace[] = []
    let next: Due | null = null
    while (due.length < roundMost) {
      next = this.#queue.take(nowMs)
      if (next === null) break
      const trace = this.#open.get(next.id)
      if (trace === undefined || trace.dueMs !== next.atMs) continue
      trace.dueMs = null
      due.push(trace)
    }
    return due
  }

  async #assembleAll(due: readonly OpenTrace[], when: 'when-due' | 'now'): Promise<void> {
    const work = due.filter((trace) => this.#hasWork(trace))
    if (work.length === 0) return
    const { indexing } = this.#options
    if (indexing !== undefined) await this.#insist(() => indexing.ready())
    await this.#readBack(work)
    const linked = await this.#linkedCalls(work)
    const rows: VersionedTrace[] = []
    const done: { trace: OpenTrace; changes: number; assembled: AssembledTrace }[] = []
    const atMs = this.#options.nowMs()
    for (const trace of work) {
      if (!trace.heldWholly) {
        // Evicted while others were read: again, with the store's help.
        this.#plan(trace, this.#options.nowMs())
        continue
      }
      if (!this.#isIndexed(trace)) {
        this.#leaveOut(trace)
        continue
      }
      const assembled = trace.documents.size === 0 ? null : this.#assemble(trace, linked)
      if (assembled === null) {
        this.#let(trace)
        continue
      }
      if (when === 'when-due' && this.#putOff(trace, assembled)) continue
      rows.push(versionedRow(trace, assembled))
      done.push({ trace, changes: trace.changes, assembled })
    }
    if (rows.length === 0) return
    await this.#insert(rows)
    this.#options.onAssembled(rows.length)
    for (const { trace, changes, assembled } of done) this.#shown(trace, changes, assembled, atMs)
    if (this.#bytes > this.#options.limitBytes) this.#evict(this.#options.nowMs())
  }

  /** Nothing to assemble: only waiting to be let go. */
  #hasWork(trace: OpenTrace): boolean {
    if (trace.dirtySinceMs !== null || !trace.settled) return true
    this.#let(trace)
    return false
  }

  #isIndexed(trace: OpenTrace): boolean {
    const { indexing } = this.#options
    if (indexing === undefined) return true
    const indexed = indexing.indexed(trace.id, trace.firstReceivedUs)
    if (trace.revision === 0 && trace.assemblies === 0) indexing.count(trace.firstReceivedUs, indexed)
    return indexed
  }

  /** Stored and not shown, as if it had been: kept for stragglers as long as a settled trace. */
  #leaveOut(trace: OpenTrace): void {
    trace.assemblies++
    trace.dirtySinceMs = null
    trace.settled = true
    this.#backlog.delete(trace.id)
    this.#stopWaiting(trace)
    this.#plan(trace, this.#options.nowMs() + lingerMs)
  }

  /** Null, and counted, when the documents broke the code: one strange trace must not hold up the others. */
  #assemble(trace: OpenTrace, linked: ReadonlyMap<string, LinkedCall>): AssembledTrace | null {
    const settled = this.#options.nowMs() >= trace.lastArrivalMs + settleMs
    try {
      return assemble([...trace.documents.values()], { settled, linked })
    } catch (error) {
      this.#failed(trace.id, error)
      return null
    }
  }

  #failed(id: TraceId, error: unknown): void {
    this.failures++
    this.#options.log(`trace ${id} could not be assembled: ${words(error)}`)
  }

  /** All of them, however long the store is away; but a single row that a store in good health refuses is given up. */
  async #insert(rows: readonly VersionedTrace[]): Promise<void> {
    const { store } = this.#options
    let refusals = 0
    await this.#insist(async () => {
      try {
        await store.insertTraces(rows)
      } catch (error) {
        if (error instanceof StoreUnavailable || ++refusals < 3) throw error
        const [only] = rows
        if (rows.length === 1 && only !== undefined) return this.#failed(only.trace.summary.traceId, error)
        const half = rows.length >> 1
        await this.#insert(rows.slice(0, half))
        await this.#insert(rows.slice(half))
      }
    })
  }

  /** Not whole yet and still within its time: later. */
  #putOff(trace: OpenTrace, assembled: AssembledTrace): boolean {
    if (assembled.whole || trace.dirtySinceMs === null) return false
    const nowMs = this.#options.nowMs()
    const atMs = Math.min(
      trace.lastArrivalMs + pauseMs(trace.assemblies, false),
      trace.dirtySinceMs + latestMs(trace.assemblies),
    )
    if (nowMs >= atMs) return false
    this.#plan(trace, atMs)
    return true
  }

  #shown(trace: OpenTrace, changes: number, assembled: AssembledTrace, assembledMs: number): void {
    trace.assemblies++
    this.#backlog.delete(trace.id)
    trace.settled = assembled.settled
    if (assembled.settled) this.#stopWaiting(trace)
    if (trace.changes !== changes) {
      // Overtaken while it was written, which may have taken long: it stands in the queue again, and the cursor must not pass its news.
      trace.dirtySinceMs = assembledMs
      return
    }
    trace.dirtySinceMs = null
    const nowMs = this.#options.nowMs()
    if (!assembled.settled) this.#plan(trace, trace.lastArrivalMs + settleMs)
    else this.#plan(trace, nowMs + lingerMs)
  }

  #let(trace: OpenTrace): void {
    this.#stopWaiting(trace)
    this.#backlog.delete(trace.id)
    this.#bytes -= trace.bytes
    this.#open.delete(trace.id)
    this.#sight.letGo(trace.id, this.#options.nowMs())
  }

  /** Over the limit: settled traces go first, then documents of shown ones, then of the longest untouched ones; what is needed again is read back. */
  #evict(nowMs: number): void {
    const enough = this.#options.limitBytes * 0.9
    for (const trace of this.#open.values()) {
      if (this.#bytes <= enough) return
      if (trace.dirtySinceMs === null && trace.settled) this.#let(trace)
    }
    // To read back what nobody has seen yet would delay it, and the more the fuller it is.
    for (const shown of [true, false]) {
      for (const trace of this.#open.values()) {
        if (this.#bytes <= enough) return
        if ((trace.dirtySinceMs === null) !== shown) continue
        this.#bytes -= trace.bytes
        forgetDocuments(trace)
        if (trace.dueMs === null && trace.dirtySinceMs !== null) this.#plan(trace, nowMs)
      }
    }
  }

  async #readBack(traces: readonly OpenTrace[]): Promise<void> {
    const missing = traces.filter((trace) => !trace.heldWholly)
    for (let from = 0; from < missing.length; from += readMost) {
      const some = missing.slice(from, from + readMost)
      const evictions = new Map(some.map((trace) => [trace, trace.evictions]))
      const ids = some.map((trace) => trace.id)
      const found = await this.#insist(() => this.#options.store.documentsWithin(ids, mostTraceBytes))
      for (const trace of some) {
        const before = trace.bytes
        const read = found.get(trace.id)
        for (const stored of read?.documents ?? []) addStored(trace, stored)
        if (read?.limitExceeded) trace.knowledge = Math.max(trace.knowledge, read.knowledge)
        trace.heldWholly = trace.evictions === evictions.get(trace)
        this.#bytes += trace.bytes - before
      }
    }
  }

  /** Where the calls went that these traces link to. The other trace may be open here, or only in the store. */
  async #linkedCalls(traces: readonly OpenTrace[]): Promise<Map<string, LinkedCall>> {
    const calls = new Map<string, LinkedCall>()
    const wanted = new Map<TraceId, string[]>()
    for (const trace of traces) {
      for (const target of linkTargets([...trace.documents.values()])) {
        wanted.set(target.traceId, [...(wanted.get(target.traceId) ?? []), target.id])
        this.#waitFor(target.traceId, trace.id)
      }
    }
    if (wanted.size === 0) return calls
    const others = await this.#documentsOf([...wanted.keys()])
    for (const [traceId, ids] of wanted) {
      const documents = others.get(traceId)
      if (documents === undefined) continue
      for (const [key, call] of this.#callsOf(traceId, documents, ids)) calls.set(key, call)
    }
    return calls
  }

  #callsOf(traceId: TraceId, documents: readonly TraceDocument[], ids: readonly string[]): [string, LinkedCall][] {
    try {
      const other = assemble(documents, { settled: true })
      return ids.flatMap((id) => {
        const call = linkedCall(other, id)
        return call === null ? [] : [[linkKey({ traceId, id }), call] satisfies [string, LinkedCall]]
      })
    } catch (error) {
      this.#failed(traceId, error)
      return []
    }
  }

  async #documentsOf(ids: readonly TraceId[]): Promise<Map<TraceId, TraceDocument[]>> {
    const documents = new Map<TraceId, TraceDocument[]>()
    const away: TraceId[] = []
    for (const id of ids) {
      const trace = this.#open.get(id)
      if (trace?.heldWholly) documents.set(id, [...trace.documents.values()])
      else away.push(id)
    }
    for (let from = 0; from < away.length; from += readMost) {
      const some = away.slice(from, from + readMost)
      const found = await this.#insist(() => this.#options.store.documentsWithin(some, mostTraceBytes))
      for (const [id, { documents: stored }] of found)
        documents.set(
          id,
          stored.flatMap((one) => parsedDocument(one) ?? []),
        )
    }
    return documents
  }

  #waitFor(linked: TraceId, waiting: TraceId): void {
    if (this.#waiting.size > mostWaiting) this.#waiting.clear()
    const set = this.#waiting.get(linked)
    if (set === undefined) this.#waiting.set(linked, new Set([waiting]))
    else set.add(waiting)
  }

  #stopWaiting(trace: OpenTrace): void {
    if (this.#waiting.size === 0) return
    for (const { traceId } of linkTargets([...trace.documents.values()])) {
      const set = this.#waiting.get(traceId)
      set?.delete(trace.id)
      if (set?.size === 0) this.#waiting.delete(traceId)
    }
  }

  #takeUp(ids: readonly TraceId[]): void {
    const nowMs = this.#options.nowMs()
    for (const id of ids) {
      const trace = this.#touch(id, nowMs)
      trace.heldWholly = false
      trace.revision = null
      this.#backlog.add(id)
      this.#changed(trace, nowMs, nowMs)
    }
  }

  async #rearmUnsettled(): Promise<void> {
    const nowMs = this.#options.nowMs()
    for (const { traceId, assembledUs } of await this.#insist(() => this.#options.store.unsettledTraces())) {
      if (this.#open.has(traceId)) continue
      const trace = this.#touch(traceId, nowMs)
      trace.heldWholly = false
      trace.revision = null
      trace.lastArrivalMs = Math.min(nowMs, assembledUs / 1000)
      this.#plan(trace, trace.lastArrivalMs + settleMs)
    }
  }

  /** Everything received before it is in `traces`, but for the overlap that every reader of it keeps. */
  async #writeCursor(): Promise<void> {
    if (this.#backlog.size > 0 || this.#lateComing || this.#cursorRests) return
    const nowMs = this.#options.nowMs()
    let oldestMs = nowMs
    for (const trace of this.#open.values())
      if (trace.dirtySinceMs !== null && trace.dirtySinceMs < oldestMs) oldestMs = trace.dirtySinceMs
    this.#cursorRests = oldestMs === nowMs
    try {
      const serverUs = await this.#options.store.serverNowUs()
      const behindMs = this.#options.nowMs() - oldestMs + 1_000
      await this.#options.store.writeCursor(cursorName, serverUs - Math.ceil(behindMs * 1000))
    } catch (error) {
      this.#cursorRests = false
      throw error
    }
  }

  /** A store that is away is no reason to lose a trace: the same again until it answers. While closing, a few times only. */
  async #insist<T>(ask: () => Promise<T>): Promise<T> {
    let complained = false
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask()
      } catch (error) {
        if (this.#closing && attempt >= 5) throw error
        if (!complained) this.#options.log(`assembly waits for the store: ${words(error)}`)
        complained = true
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  }

  #every(everyMs: number, run: () => Promise<void>): void {
    this.#later(everyMs, async () => {
      await run().catch(() => {})
      this.#every(everyMs, run)
    })
  }

  #later(afterMs: number, run: () => Promise<void>): void {
    if (this.#closing) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run().catch((error) => this.#options.log(`assembly: ${words(error)}`))
    }, afterMs)
    this.#timers.add(timer)
  }
}

function addStored(trace: OpenTrace, stored: StoredDocument): void {
  const parsed = parsedDocument(stored)
  if (parsed === null) return
  const { receivedUs, complete } = stored
  addDocument(trace, stored.id, parsed.document, { receivedUs, complete, length: stored.document.length })
}
