/** Transaction Search (facts 6.6): where it is on, only an indexed share of the traces is in BatchGetTraces; the rest must be retrieved. */
import {
  GetTraceSegmentDestinationCommand,
  ListRetrievedTracesCommand,
  type ListRetrievedTracesCommandOutput,
  StartTraceRetrievalCommand,
} from '@aws-sdk/client-xray'
import { claimedSeconds, type TraceDocument, type TraceId, withoutInferred } from '@roentgen/trace'
import { ApiError } from '../../http/errors.ts'
import type { SourceTrace } from '../port.ts'
import type { Asker } from './asker.ts'
import { documentFrom } from './traces.ts'

/** `unknown`: not permitted to know, or a service that has no such thing. */
export type Destination = 'xray' | 'logs' | 'unknown'

const keepMs = 10 * 60_000

export class TransactionSearch {
  #known: { readonly untilMs: number; readonly value: Promise<Destination> } | null = null

  constructor(
    readonly asker: Asker,
    readonly options: { readonly pollMs?: number; readonly patienceMs?: number } = {},
  ) {}

  destination(): Promise<Destination> {
    if (!this.#known || this.#known.untilMs < Date.now()) {
      this.#known = { untilMs: Date.now() + keepMs, value: this.#ask() }
    }
    return this.#known.value
  }

  async #ask(): Promise<Destination> {
    try {
      const reply = await this.asker.ask('GetTraceSegmentDestination', {}, (i) =>
        this.asker.client.send(new GetTraceSegmentDestinationCommand(i)),
      )
      return reply.Destination === 'CloudWatchLogs' ? 'logs' : 'xray'
    } catch {
      // ReadOnly policies lack this action (facts 11.2), other services the operation: both mean "hide it".
      return 'unknown'
    }
  }

  /** Null when the retrieval finds nothing. */
  async retrieve(traceId: TraceId): Promise<SourceTrace | null> {
    const { client } = this.asker
    const input = { TraceIds: [traceId], ...this.#rangeOf(traceId) }
    const { RetrievalToken: token } = await this.asker.ask('StartTraceRetrieval', input, (i) =>
      client.send(new StartTraceRetrievalCommand(i)),
    )
    if (!token) return null
    const documents: TraceDocument[] = []
    let next: string | undefined
    let page = await this.#whenComplete(token)
    for (;;) {
      for (const trace of page.Traces ?? []) {
        if (trace.Id !== traceId) continue
        documents.push(...(trace.Spans ?? []).flatMap((span) => documentFrom(span.Document, traceId) ?? []))
      }
      next = page.NextToken
      if (!next) break
      page = await client.send(
        new ListRetrievedTracesCommand({ RetrievalToken: token, TraceFormat: 'XRAY', NextToken: next }),
      )
    }
    return documents.length > 0 ? { traceId, documents: withoutInferred(documents), limitExceeded: false } : null
  }

  /** Lists are empty until the job is complete: poll. */
  async #whenComplete(token: string): Promise<ListRetrievedTracesCommandOutput> {
    const startedMs = performance.now()
    const { pollMs = 500, patienceMs = 60_000 } = this.options
    for (;;) {
      const page = await this.asker.client.send(
        new ListRetrievedTracesCommand({ RetrievalToken: token, TraceFormat: 'XRAY' }),
      )
      if (page.RetrievalStatus === 'COMPLETE') return page
      if (page.RetrievalStatus !== 'SCHEDULED' && page.RetrievalStatus !== 'RUNNING') {
        throw new ApiError('UPSTREAM', `CloudWatch could not retrieve the trace: ${page.RetrievalStatus}`)
      }
      if (performance.now() - startedMs > patienceMs) {
        throw new ApiError('UPSTREAM', 'CloudWatch is still retrieving the trace; ask again in a minute')
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
  }

  /** The id usually tells when the trace began; one that claims nonsense is looked for in the last 30 days. */
  #rangeOf(traceId: TraceId): { StartTime: Date; EndTime: Date } {
    const now = Date.now()
    const claimed = claimedSeconds(traceId) * 1000
    const day = 86_400_000
    if (claimed > now - 30 * day && claimed < now + day / 24) {
      return { StartTime: new Date(claimed - day / 24), EndTime: new Date(Math.min(claimed + day, now)) }
    }
    return { StartTime: new Date(now - 30 * day), EndTime: new Date(now) }
  }
}
