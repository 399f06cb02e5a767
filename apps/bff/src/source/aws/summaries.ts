/** Trace summaries, newest first, across the API's pages and windows; with a place to go on from. */
import { GetTraceSummariesCommand, type GetTraceSummariesCommandInput } from '@aws-sdk/client-xray'
import type { Window } from '@roentgen/store'
import { ApiError } from '../../http/errors.ts'
import type { ListedTrace, TracePage } from '../port.ts'
import type { Asker } from './asker.ts'
import { listedFrom } from './from-wire.ts'
import { tilesOf } from './tiles.ts'

/** Where a listing goes on: inside tile [f, t), on the API's page `k` (null: the first), after its first `o` rows. */
export type Place = { readonly f: number; readonly t: number; readonly k: string | null; readonly o: number }

export const placeText = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

export function parsePlace(text: string): Place {
  try {
    const { f, t, k, o } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
    if (
      typeof f === 'number' &&
      typeof t === 'number' &&
      typeof o === 'number' &&
      (k === null || typeof k === 'string')
    ) {
      return { f, t, k, o }
    }
  } catch {
    // Said below.
  }
  throw new ApiError('BAD_REQUEST', 'after: this is not a place in a list; ask for the first page again')
}

export type SummariesQuestion = {
  readonly window: Window
  readonly filter: string
  readonly ownAccount: string | null
  /** Stop at the end of a page once this many traces were looked at. */
  readonly scanLimit: number
}

type ApiPage = {
  readonly traces: readonly ListedTrace[]
  readonly next: string | null
  readonly scanned: number
}

const dateOf = (us: number): Date => new Date(us / 1000)

async function apiPage(
  asker: Asker,
  question: SummariesQuestion,
  tile: Window,
  token: string | null,
): Promise<ApiPage> {
  const input: GetTraceSummariesCommandInput = {
    StartTime: dateOf(tile.fromUs),
    EndTime: dateOf(tile.toUs),
    Sampling: false,
    ...(question.filter ? { FilterExpression: question.filter } : {}),
    ...(token ? { NextToken: token } : {}),
  }
  const reply = await asker.ask('GetTraceSummaries', input, (i) => asker.client.send(new GetTraceSummariesCommand(i)))
  return {
    traces: (reply.TraceSummaries ?? []).map((summary) => listedFrom(summary, question.ownAccount)),
    next: reply.NextToken ?? null,
    scanned: reply.TracesProcessedCount ?? 0,
  }
}

/** The pages of a window from a place on, newest first. `scanned` counts from that place; `rest` is where the page after it begins. */
async function* pages(
  asker: Asker,
  question: SummariesQuestion,
  from: Place | null,
): AsyncGenerator<{ page: ApiPage; place: Place; rest: Place | null; scanned: number }> {
  const { window } = question
  const todo = tilesOf(from ? { fromUs: window.fromUs, toUs: from.t } : window).reverse()
  // The tile begun must be gone on with as it was: its token belongs to exactly that window.
  if (from) todo.splice(0, todo.length, { fromUs: from.f, toUs: from.t }, ...older(window, from.f))
  let scannedBefore = 0
  for (const [i, tile] of todo.entries()) {
    let token: string | null = i === 0 && from ? from.k : null
    let skip = i === 0 && from ? from.o : 0
    let scannedInTile = 0
    let baseline: number | null = token === null ? 0 : null
    for (;;) {
      const page: ApiPage = await apiPage(asker, question, tile, token)
      // The count runs on through a tile's pages; begun in the middle, its first page says where it stood.
      baseline ??= Math.max(0, page.scanned - page.traces.length)
      scannedInTile = Math.max(scannedInTile, page.scanned - baseline)
      const place: Place = { f: tile.fromUs, t: tile.toUs, k: token, o: skip }
      const next = todo[i + 1]
      const rest: Place | null = page.next
        ? { f: tile.fromUs, t: tile.toUs, k: page.next, o: 0 }
        : next
          ? { f: next.fromUs, t: next.toUs, k: null, o: 0 }
          : null
      yield { page: { ...page, traces: page.traces.slice(skip) }, place, rest, scanned: scannedBefore + scannedInTile }
      if (!page.next) break
      token = page.next
      skip = 0
    }
    scannedBefore += scannedInTile
  }
}

function older(window: Window, toUs: number): Window[] {
  return toUs > window.fromUs ? tilesOf({ fromUs: window.fromUs, toUs }).reverse() : []
}

/** One page of the list: at most `limit` rows, fewer when the scan limit ends it first. */
export async function summaryPage(
  asker: Asker,
  question: SummariesQuestion,
  page: { readonly limit: number; readonly after: string | null },
): Promise<TracePage> {
  const rows = new Map<string, ListedTrace>()
  let scanned = 0
  let next: Place | null = null
  let capped = false
  for await (const step of pages(asker, question, page.after ? parsePlace(page.after) : null)) {
    scanned = step.scanned
    let taken = 0
    for (const trace of step.page.traces) {
      if (rows.size >= page.limit) break
      rows.set(trace.traceId, trace)
      taken += 1
    }
    const left = step.page.traces.length - taken
    next = left > 0 ? { ...step.place, o: step.place.o + taken } : step.rest
    if (rows.size >= page.limit) break
    if (scanned >= question.scanLimit && next) {
      capped = true
      break
    }
  }
  const traces = [...rows.values()]
  return {
    traces,
    next: next ? placeText(next) : null,
    scanned,
    reachedUs: next ? (traces.at(-1)?.startUs ?? next.t) : question.window.fromUs,
    exactness: capped ? cappedBy(question.scanLimit, scanned) : { kind: 'exact' },
  }
}

const cappedBy = (limit: number, scanned: number): TracePage['exactness'] => ({
  kind: 'sampled',
  scanned,
  total: null,
  because: `Only ${limit} traces are looked at for one question, since X-Ray charges for each; these are the newest.`,
})

/** Every trace of the window, newest first, up to the scan limit. */
export async function allSummaries(asker: Asker, question: SummariesQuestion): Promise<TracePage> {
  const rows = new Map<string, ListedTrace>()
  let scanned = 0
  let rest: Place | null = null
  for await (const step of pages(asker, question, null)) {
    scanned = step.scanned
    for (const trace of step.page.traces) rows.set(trace.traceId, trace)
    rest = step.rest
    if (rest && (scanned >= question.scanLimit || rows.size >= question.scanLimit)) break
  }
  const traces = [...rows.values()]
  return {
    traces,
    next: null,
    scanned,
    reachedUs: rest ? (traces.at(-1)?.startUs ?? rest.t) : question.window.fromUs,
    exactness: rest ? cappedBy(question.scanLimit, scanned) : { kind: 'exact' },
  }
}
