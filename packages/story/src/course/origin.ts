/** From where a trouble is seen to where it begins: along the calls that explain it. */
import type { Anomaly } from './anomalies.ts'
import { overlap } from './anomalies.ts'
import { type Column, type EdgeTrack, type NodeTrack, outsideOf, type Stretch, sumOf, type Tracks } from './track.ts'

export type Mode = 'fails' | 'slow'

export type Origin = {
  readonly node: NodeTrack
  /** The call that led there; null: the service that was entered is it. */
  readonly edge: EdgeTrack | null
  /** As what it was seen last: by the callee itself or by its caller. */
  readonly mode: Mode
  /** The callee does not know of what its caller sees: calls end before it answers, or never get there. */
  readonly unaware: boolean
  readonly path: readonly EdgeTrack[]
}

/** So much of a caller's trouble must its calls account for to be followed. */
const explains = 0.5
/** Less than this share of the greatest is chance. */
const trace = 0.1
/** Ways that carry less of the whole are not followed further. */
const leastShare = 0.02
/** So much of what its caller saw must a callee count itself to be the one that fails. */
const knows = 0.3

export class Walker {
  readonly #tracks: Tracks
  readonly #stretch: Stretch
  readonly #anomalies: readonly Anomaly[]

  constructor(tracks: Tracks, stretch: Stretch, anomalies: readonly Anomaly[]) {
    this.#tracks = tracks
    this.#stretch = stretch
    this.#anomalies = anomalies.filter(({ found }) => overlap(found, stretch))
  }

  has(id: string, symptom: Anomaly['symptom']): Anomaly | undefined {
    return this.#anomalies.find(({ track, symptom: one }) => track.id === id && one === symptom)
  }

  /** Failed requests beyond what is usual. */
  failures(track: NodeTrack | EdgeTrack): number {
    return this.#beyond(track.failed, track.requests)
  }

  /** Seconds beyond what is usual: of a node for its own requests, of a call for its caller's, so that calling more often counts. */
  seconds(track: NodeTrack | EdgeTrack): number {
    const base =
      track.kind === 'edge' ? (this.#tracks.nodes.get(track.from)?.requests ?? track.requests) : track.requests
    return this.#beyond(track.time, base)
  }

  #beyond(column: Column, requests: Column): number {
    const before = outsideOf(requests, this.#stretch)
    const usual = before > 0 ? outsideOf(column, this.#stretch) / before : 0
    return Math.max(0, sumOf(column, this.#stretch) - sumOf(requests, this.#stretch) * usual)
  }

  /**
   * Where most of it begins. Several calls of one service may lead to the same place on different ways; each carries its share there.
   *
   *     invoices ──▶ table          30 %  ┐
   *     invoices ──▶ stock ──▶ table  34 %  ├ table: all of it
   *     invoices ──▶ media ──▶ table  36 %  ┘
   */
  from(start: NodeTrack, mode: Mode, edge: EdgeTrack | null = null): Origin {
    const at: Origin = { node: start, edge, mode, unaware: false, path: edge ? [edge] : [] }
    const shares = new Map<string, { share: number; origin: Origin; most: number }>()
    this.#spread(at, 1, new Set([start.id]), shares)
    const best = [...shares.values()].reduce<{ share: number; origin: Origin } | null>(
      (found, one) => (found && found.share >= one.share ? found : one),
      null,
    )
    return best?.origin ?? at
  }

  #spread(
    at: Origin,
    share: number,
    above: ReadonlySet<string>,
    shares: Map<string, { share: number; origin: Origin; most: number }>,
  ): void {
    const next = share < leastShare ? [] : this.#next(at).filter(({ origin }) => !above.has(origin.node.id))
    const total = next.reduce((sum, { value }) => sum + value, 0)
    if (next.length === 0) {
      const known = shares.get(at.node.id)
      if (!known) shares.set(at.node.id, { share, origin: at, most: share })
      else {
        known.share += share
        if (share > known.most) Object.assign(known, { origin: at, most: share })
      }
      return
    }
    for (const { origin, value } of next)
      this.#spread(origin, (share * value) / total, new Set([...above, origin.node.id]), shares)
  }

  /** The calls that together explain what is seen here; none: it begins here. */
  #next(at: Origin): { readonly origin: Origin; readonly value: number }[] {
    const calls = (this.#tracks.calls.get(at.node.id) ?? []).filter((edge) => this.#tracks.nodes.has(edge.to))
    if (at.mode === 'fails') {
      const failing = weighed(calls, (edge) => this.failures(edge))
      if (explain(failing, this.failures(at.node))) return this.#arrivals(at, failing, 'fails')
    }
    const slow = weighed(
      calls.filter((edge) => this.#isSlow(edge)),
      (edge) => this.seconds(edge),
    )
    return explain(slow, this.seconds(at.node)) ? this.#arrivals(at, slow, 'slow') : []
  }

  #arrivals(at: Origin, edges: readonly Weighed[], mode: Mode): { origin: Origin; value: number }[] {
    return edges.flatMap(({ edge, value }) => {
      const origin = this.#arrive(at, edge, mode)
      return origin ? [{ origin, value }] : []
    })
  }

  #isSlow({ id }: EdgeTrack): boolean {
    return (
      this.has(id, 'slow') !== undefined || this.has(id, 'more') !== undefined || this.has(id, 'fails') !== undefined
    )
  }

  #arrive(from: Origin, edge: EdgeTrack, mode: Mode): Origin | null {
    const node = this.#tracks.nodes.get(edge.to)
    if (!node) return null
    const path = [...from.path, edge]
    const failed = this.failures(edge)
    const knowsOfFailures = failed > 0 && this.failures(node) >= knows * failed
    const fails = this.has(edge.id, 'fails') !== undefined || mode === 'fails'
    if (fails && knowsOfFailures) return { node, edge, mode: 'fails', unaware: false, path }
    // It counts no failure: when it is slow itself its callers gave up on it, and what makes it slow lies further on.
    return { node, edge, mode: 'slow', unaware: mode === 'fails', path }
  }
}

type Weighed = { readonly edge: EdgeTrack; readonly value: number }

/** Those with more than a trace of it. */
function weighed(edges: readonly EdgeTrack[], value: (edge: EdgeTrack) => number): Weighed[] {
  const all = edges.map((edge) => ({ edge, value: value(edge) }))
  const most = Math.max(0, ...all.map((one) => one.value))
  return all.filter((one) => one.value > most * trace)
}

const explain = (edges: readonly Weighed[], whole: number): boolean =>
  edges.length > 0 && whole > 0 && edges.reduce((sum, { value }) => sum + value, 0) >= explains * whole
