/** Written graphs of large systems, sent again as long as nothing of them has changed: a link that is passed round is opened many times. */
import type { DrawnReply, GraphReply, LabelOf } from '@roentgen/contract'
import type { Window } from '@roentgen/store'
import { Written } from '../http/serve.ts'
import type { TraceSource } from '../source/port.ts'
import { secondsOf } from './graph.ts'

/** Characters: of smaller ones, to ask whether they changed takes as long as to read them. */
const large = 500_000
const mostKept = 32_000_000
const mostRemembered = 200

/** What a map opens with, by what was asked for: group, opened, only what is unwell. */
type Pictures = Map<string, DrawnReply>
const mostPictures = 10

type Kept = {
  readonly revision: string
  readonly labelOf: LabelOf
  /** All but `asOf`, which is when it was looked at last. */
  readonly rest: string
  readonly pictures: Pictures
}

/** A graph that is written, and can be drawn all the same. */
export class WrittenGraph extends Written {
  readonly #asOf: number
  readonly #pictures: Pictures
  readonly #graph: GraphReply | null

  /** `graph`: where it was just read, so that nobody needs to read what was just written. */
  constructor(rest: string, asOf: number, pictures: Pictures, graph: GraphReply | null = null) {
    super(`{"asOf":${asOf},${rest.slice(1)}`)
    this.#asOf = asOf
    this.#pictures = pictures
    this.#graph = graph
  }

  pictureOf(ask: string, draw: (graph: GraphReply) => DrawnReply): DrawnReply {
    const known = this.#pictures.get(ask)
    if (known) return { ...known, picture: { ...known.picture, asOf: this.#asOf } }
    // Written here, by `graphReply`.
    const drawn = draw(this.#graph ?? (JSON.parse(this.json) as GraphReply))
    this.#pictures.set(ask, drawn)
    const [oldest] = this.#pictures.keys()
    if (this.#pictures.size > mostPictures && oldest !== undefined) this.#pictures.delete(oldest)
    return drawn
  }
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
  ): Promise<GraphReply | WrittenGraph> {
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
      return new WrittenGraph(known.rest, secondsOf(asOfUs), known.pictures)
    }
    const reply = await ask()
    const { asOf, ...all } = reply
    const rest = JSON.stringify(all)
    const pictures: Pictures = new Map()
    if (rest.length >= this.#least) this.#keep(key, { revision, labelOf, rest, pictures })
    return new WrittenGraph(rest, asOf, pictures, reply)
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

/** Too much to be sent before something is to be seen. */
export const isLarge = (graph: GraphReply): boolean => sizeOf(graph) >= large

/** About, without writing it: a node or an edge is some 600 characters with its histogram. */
const sizeOf = ({ nodes, edges }: GraphReply): number => (nodes.length + edges.length) * 600
