/** Written graphs of large systems, sent again as long as nothing of them has changed: a link that is passed round is opened many times. */
import type { GraphReply, LabelOf } from '@roentgen/contract'
import type { Window } from '@roentgen/store'
import { Written } from '../http/serve.ts'
import type { TraceSource } from '../source/port.ts'
import { secondsOf } from './graph.ts'

/** Characters: of smaller ones, to ask whether they changed takes as long as to read them. */
const large = 500_000
const mostKept = 32_000_000
const mostRemembered = 200

type Kept = {
  readonly revision: string
  readonly labelOf: LabelOf
  /** All but `asOf`, which is when it was looked at last. */
  readonly rest: string
}

export class LargeGraphs {
  readonly #least: number
  readonly #most: number
  /** Least recently sent first. */
  readonly #kept = new Map<string, Kept>()
  /** Windows whose graphs were large, the latest last. */
  readonly #large = new Set<string>()

  constructor({ least = large, most = mostKept } = {}) {
    this.#least = least
    this.#most = most
  }

  /** `ask` reads the graph of the window, unfiltered. */
  async get(
    source: TraceSource,
    window: Window,
    labelOf: LabelOf,
    ask: () => Promise<GraphReply>,
  ): Promise<GraphReply | Written> {
    if (!source.graphRevision) return ask()
    const key = `${source.id} ${window.fromUs} ${window.toUs}`
    // One that is looked at once is not kept.
    if (!this.#large.has(key)) {
      const reply = await ask()
      if (sizeOf(reply) >= this.#least) this.#remember(key)
      return reply
    }
    // Before the graph: what changes in between makes another revision, and the graph is read anew next time.
    const { revision, asOfUs } = await source.graphRevision(window)
    const known = this.#kept.get(key)
    this.#kept.delete(key)
    if (known && known.revision === revision && known.labelOf === labelOf) {
      this.#kept.set(key, known)
      return written(known.rest, secondsOf(asOfUs))
    }
    const { asOf, ...all } = await ask()
    const rest = JSON.stringify(all)
    if (rest.length >= this.#least) this.#keep(key, { revision, labelOf, rest })
    return written(rest, asOf)
  }

  #remember(key: string): void {
    this.#large.add(key)
    const [oldest] = this.#large
    if (this.#large.size > mostRemembered && oldest !== undefined) this.#large.delete(oldest)
  }

  #keep(key: string, one: Kept): void {
    this.#kept.set(key, one)
    let sum = 0
    for (const { rest } of this.#kept.values()) sum += rest.length
    for (const [oldest, { rest }] of this.#kept) {
      if (sum <= this.#most) break
      this.#kept.delete(oldest)
      sum -= rest.length
    }
  }
}

const written = (rest: string, asOf: number): Written => new Written(`{"asOf":${asOf},${rest.slice(1)}`)

/** About, without writing it: a node or an edge is some 600 characters with its histogram. */
const sizeOf = ({ nodes, edges }: GraphReply): number => (nodes.length + edges.length) * 600
