/**
 * A system of calls, minute by minute: traffic and latency drift (what a minute does the next one half remembers), failures come alone and in
 * bursts, some calls are so rare that a window sees none. Latencies are log-normal, and so is the traffic of calls: some have hundreds of requests
 * a minute, some one.
 */
import { bucketOf } from '@roentgen/trace'
import type { ClassCounts, EdgeInWindow, Figures, NodeInWindow, Side } from '../model.ts'
import { type Random, random } from './random.ts'

export type Restlessness = {
  /** Standard deviation of the logarithm of a minute's traffic, and of its latency. */
  readonly traffic: number
  readonly latency: number
  /** How much of a minute's mood the next one keeps, 0 to 1. */
  readonly memory: number
  /** Chance of a minute in which a fifth of the calls fail. */
  readonly burst: number
  /** Standard deviation of the logarithm by which a whole window's traffic and latency differ, of all calls alike. */
  readonly tide: number
}

export type SystemOptions = {
  readonly seed: number
  readonly edges: number
  readonly minutes: number
  /** Median calls a minute of an edge; between edges it varies by a factor of 2.5. */
  readonly perMinute?: number
  readonly restlessness?: Partial<Restlessness>
  /** Leave the steps out, as a source that knows sums only. */
  readonly sumsOnly?: boolean
}

/** What is different in the second window. */
export type Seeded = {
  readonly edge: number
  readonly latency?: number
  /** So much rises the 95th percentile while most calls stay as fast as they were: some take `slowPath` times as long. */
  readonly tail?: number
  /** Share of calls that fault beyond the usual. */
  readonly faults?: number
  readonly traffic?: number
}

type Call = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly perMinute: number
  readonly seconds: number
  readonly spread: number
  readonly faults: number
  readonly errors: number
  trafficMood: number
  latencyMood: number
}

const usual: Restlessness = { traffic: 0.2, latency: 0.06, memory: 0.5, burst: 0.001, tide: 0 }

export class GeneratedSystem {
  readonly #random: Random
  readonly #calls: Call[]
  readonly #options: SystemOptions
  readonly #rest: Restlessness

  constructor(options: SystemOptions) {
    this.#options = options
    this.#rest = { ...usual, ...options.restlessness }
    this.#random = random(options.seed)
    const { uniform, normal } = this.#random
    const nodes = Math.max(2, Math.round(options.edges / 2.5))
    const taken = new Set<string>()
    this.#calls = []
    while (this.#calls.length < options.edges) {
      const to = 1 + Math.floor(uniform() * (nodes - 1))
      const from = Math.floor(uniform() * to)
      const id = `s${from}>s${to}`
      if (taken.has(id) && taken.size < (nodes * (nodes - 1)) / 2) continue
      taken.add(id)
      this.#calls.push({
        id,
        from: `s${from}`,
        to: `s${to}`,
        perMinute: (options.perMinute ?? 30) * Math.exp(0.9 * normal()),
        seconds: 0.05 * Math.exp(normal()),
        spread: 0.3 + 0.5 * uniform(),
        faults: uniform() < 0.5 ? 0 : 0.002 * Math.exp(normal()),
        errors: uniform() < 0.7 ? 0 : 0.01 * Math.exp(normal()),
        trafficMood: normal(),
        latencyMood: normal(),
      })
    }
  }

  edgeId(i: number): string {
    return this.#calls[i]?.id ?? ''
  }

  perMinute(i: number): number {
    return this.#calls[i]?.perMinute ?? 0
  }

  /** The next window. */
  window(seeded?: Seeded, minutes = this.#options.minutes): Side {
    const { sumsOnly } = this.#options
    const { tide } = this.#rest
    const tides: Tides =
      tide > 0
        ? { traffic: Math.exp(tide * this.#random.normal()), latency: Math.exp(tide * this.#random.normal()) }
        : { traffic: 1, latency: 1 }
    const nodes = new Map<string, Sum[]>()
    const edges = this.#calls.map((call, i): EdgeInWindow => {
      const steps: Sum[] = []
      const served = nodes.get(call.to) ?? Array.from({ length: minutes }, nothing)
      nodes.set(call.to, served)
      for (let minute = 0; minute < minutes; minute++) {
        const step = this.#minute(call, tides, seeded?.edge === i ? seeded : undefined)
        steps.push(step)
        const node = served[minute]
        if (node) addTo(node, step)
      }
      return { id: call.id, from: call.from, to: call.to, ...shown(steps, sumsOnly === true) }
    })
    return {
      seconds: minutes * 60,
      edges,
      nodes: [...nodes].map(([id, steps]): NodeInWindow => ({ id, ...shown(steps, sumsOnly === true) })),
    }
  }

  #minute(call: Call, tides: Tides, seeded: Seeded | undefined): Sum {
    const { uniform, normal, poisson } = this.#random
    const { traffic, latency, memory, burst } = this.#rest
    const fresh = Math.sqrt(1 - memory * memory)
    call.trafficMood = memory * call.trafficMood + fresh * normal()
    call.latencyMood = memory * call.latencyMood + fresh * normal()
    const many = poisson(call.perMinute * tides.traffic * (seeded?.traffic ?? 1) * Math.exp(traffic * call.trafficMood))
    const faults = Math.min(1, call.faults + (seeded?.faults ?? 0) + (uniform() < burst ? 0.2 : 0))
    const seconds = call.seconds * tides.latency * (seeded?.latency ?? 1) * Math.exp(latency * call.latencyMood)
    const slow = seeded?.tail === undefined ? 0 : slowShare(seeded.tail, call.spread)
    const figures = nothing()
    for (let i = 0; i < many; i++) {
      const drawn = uniform()
      const kind = drawn < faults ? 'fault' : drawn < faults + call.errors ? 'error' : 'ok'
      figures.counts[kind]++
      const path = slow > 0 && uniform() < slow ? slowPath : 1
      const bucket = bucketOf(seconds * path * Math.exp(call.spread * normal()))
      figures.histogram.set(bucket, (figures.histogram.get(bucket) ?? 0) + 1)
    }
    return figures
  }
}

/** A retry, a missed cache, a cold start. */
const slowPath = 3

/** Share of the calls that must take the slow path for the 95th percentile of a log-normal to rise by `ratio`. */
function slowShare(ratio: number, spread: number): number {
  const beyond = 1.6449 + Math.log(ratio) / spread
  const [usual, slow] = [above(beyond), above(beyond - Math.log(slowPath) / spread)]
  return (0.05 - usual) / (slow - usual)
}

/** P(Z > z) of a normal (Abramowitz and Stegun 26.2.17). */
function above(z: number): number {
  if (z < 0) return 1 - above(-z)
  const t = 1 / (1 + 0.2316419 * z)
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
}

type Tides = { readonly traffic: number; readonly latency: number }
type Sum = { readonly counts: ClassCounts; readonly histogram: Map<number, number> }

const nothing = (): Sum => ({ counts: { ok: 0, error: 0, throttle: 0, fault: 0 }, histogram: new Map() })

function addTo(into: Sum, from: Figures): void {
  for (const kind of ['ok', 'error', 'throttle', 'fault'] as const) into.counts[kind] += from.counts[kind]
  for (const [bucket, count] of from.histogram) into.histogram.set(bucket, (into.histogram.get(bucket) ?? 0) + count)
}

function shown(
  steps: readonly Figures[],
  sumsOnly: boolean,
): { figures: Figures; steps?: readonly (Figures | null)[] } {
  const figures = nothing()
  for (const step of steps) addTo(figures, step)
  return sumsOnly ? { figures } : { figures, steps: steps.map((step) => (step.histogram.size === 0 ? null : step)) }
}
