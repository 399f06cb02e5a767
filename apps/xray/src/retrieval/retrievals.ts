/**
 * Jobs that look for traces in the stored documents (facts 1.6, 6.6). A job keeps the ids it found, never documents: pages are read
 * when they are asked for. One job runs at a time; a token lives as long as its job, sixty minutes.
 */

import { randomUUID } from 'node:crypto'
import type { Store, StoredDocument, Window } from '@roentgen/store'
import type { TraceId } from '@roentgen/trace'
import { ApiError, invalidRequest, notFound } from '../api/errors.ts'
import { mostTraceBytes } from '../assembly/limits.ts'
import { parsedDocument } from '../stored-documents.ts'

export type RetrievalStatus = 'SCHEDULED' | 'RUNNING' | 'COMPLETE' | 'FAILED' | 'CANCELLED' | 'TIMEOUT'

export type Retrieval = {
  readonly token: string
  readonly ids: readonly TraceId[]
  readonly window: Window
  readonly startedMs: number
  status: RetrievalStatus
  /** In the order asked for; empty until COMPLETE. */
  found: readonly TraceId[]
}

const lifeMs = 60 * 60_000
const mostJobs = 1_000
const mostWaiting = 50
/** Longest a job may run before it is given up. */
const runMostMs = 10 * 60_000

export class Retrievals {
  readonly #store: Pick<Store, 'documentsWithin'>
  readonly #nowMs: () => number
  readonly #log: (line: string) => void
  /** Oldest first. */
  readonly #jobs = new Map<string, Retrieval>()
  #last: Promise<void> = Promise.resolve()

  constructor(store: Pick<Store, 'documentsWithin'>, nowMs: () => number, log: (line: string) => void) {
    this.#store = store
    this.#nowMs = nowMs
    this.#log = log
  }

  /** Throws ThrottledException while too many wait. */
  start(ids: readonly TraceId[], window: Window): Retrieval {
    this.#forget()
    const waiting = [...this.#jobs.values()].filter(({ status }) => status === 'SCHEDULED' || status === 'RUNNING')
    if (waiting.length >= mostWaiting || this.#jobs.size >= mostJobs)
      throw new ApiError('ThrottledException', 'Rate exceeded')
    const token = randomUUID()
    const job: Retrieval = { token, ids, window, startedMs: this.#nowMs(), status: 'SCHEDULED', found: [] }
    this.#jobs.set(token, job)
    this.#last = this.#last.then(() => this.#run(job))
    return job
  }

  /** Throws ResourceNotFoundException for a token that is none of ours, or not any more. */
  get(token: string): Retrieval {
    if (token === '') throw invalidRequest('The retrieval token is empty.')
    this.#forget()
    const job = this.#jobs.get(token)
    if (job === undefined) throw notFound(token.slice(0, 100), 'The retrieval token is unknown or has expired.')
    return job
  }

  /** What has ended stays as it ended. */
  cancel(token: string): void {
    const job = this.get(token)
    if (job.status === 'SCHEDULED' || job.status === 'RUNNING') job.status = 'CANCELLED'
  }

  async #run(job: Retrieval): Promise<void> {
    const begunMs = this.#nowMs()
    const goesOn = (): boolean => job.status === 'SCHEDULED' || job.status === 'RUNNING'
    if (!goesOn()) return
    job.status = 'RUNNING'
    const found: TraceId[] = []
    try {
      // One at a time: each may be as large as a trace may be.
      for (const id of job.ids) {
        const read = await this.#store.documentsWithin([id], mostTraceBytes)
        if (!goesOn()) return
        if (overlaps(read.get(id)?.documents ?? [], job.window)) found.push(id)
        if (this.#nowMs() - begunMs > runMostMs) {
          job.status = 'TIMEOUT'
          return
        }
      }
      job.found = found
      job.status = 'COMPLETE'
    } catch (error) {
      if (goesOn()) job.status = 'FAILED'
      this.#log(`a trace retrieval failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  #forget(): void {
    const beforeMs = this.#nowMs() - lifeMs
    for (const [token, { startedMs }] of this.#jobs) {
      if (startedMs > beforeMs) return
      this.#jobs.delete(token)
    }
  }
}

/** Something of the trace happened in the window, both ends included. */
function overlaps(documents: readonly StoredDocument[], { fromUs, toUs }: Window): boolean {
  return documents.some((stored) => {
    const document = parsedDocument(stored)?.document
    if (document === undefined) return false
    const { start_time, end_time } = document
    return start_time * 1e6 <= toUs && Math.max(end_time ?? start_time, start_time) * 1e6 >= fromUs
  })
}
