/** Trace summaries, newest first, across the API's pages and windows; with a place to go on from. */
import { GetTraceSummariesCommand, type GetTraceSummariesCommandInput } from '@aws-sdk/client-xray'
import type { Window } from '@roentgen/store'
import { ApiError } from '../../http/errors.ts'
import type { ListedTrace, TracePage } from '../port.ts'
import type { Asker } from './asker.ts'
import { listedFrom } from './from-wire.ts'
import { tilesOf } from './tiles.ts'

/** Where a listing goes on: inside tile [f, t), on the API's page `k` (null: the first), after its first `o` rows. */
export type Place = {
  readonly f: number
  readonly t: number
  readonly k: string | null
  readonly o: number
  /** Traces looked at in the tiles before this one, and altogether. */
  readonly s: number
  readonly c: number
}

export const placeText = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

export function parsePlace(text: string): Place {
  try {
    const place = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
    const { f, t, k, o, s, c } = place
    const numbers = [f, t, o, s, c].every((value) => Number.isSafeInteger(value))
    if (numbers && (k === null || typeof k === 'string')) return place as unknown as Place
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

type Step = {
  readonly page: ApiPage
  /** Where this page begins. */
  readonly place: Place
  /** Where the page after it begins; null: nowhere. */
  readonly rest: Place | null
  /** Traces looked at since the newest end of the window. */
  readonly scanned: number
}

/** The pages of a window from a place on, newest first. */
async function* pages(asker: Asker, question: SummariesQuestion, from: Place | null): AsyncGenerator<Step> {
  const { window } = question
  // The tile begun must be gone on with as it was: its token belongs to exactly that window.
  const todo = from ? [{ fromUs: from.f, toUs: from.t }, ...older(window, from.f)] : tilesOf(window).reverse()
  let s = from?.s ?? 0
  for (const [i, tile] of todo.entries()) {
    let k = (i === 0 && from?.k) || null
    let o = (i === 0 && from?.o) || 0
    for (;;) {
      const page = await apiPage(asker, question, tile, k)
      // The API's count runs on through the pages of one window.
      const scanned = s + page.scanned
      const here = { f: tile.fromUs, t: tile.toUs, s }
      const next = todo[i + 1]
      let rest: Place | null = null
      if (page.next) rest = { ...here, k: page.next, o: 0, c: scanned }
      else if (next) rest = { f: next.fromUs, t: next.toUs, k: null, o: 0, s: scanned, c: scanned }
      yield {
        page: { ...page, traces: page.traces.slice(o) },
        place: { ...here, k, o, c: scanned },
        rest,
        scanned,
      }
      if (!page.next) {
        s = scanned
        break
      }
      k = page.next
      o = 0
    }
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
  const from = page.after ? parsePlace(page.after) : null
  for await (const step of pages(asker, question, from)) {
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
    if (scanned - (from?.c ?? 0) >= question.scanLimit && next) {
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
