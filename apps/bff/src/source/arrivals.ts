/** News of a source, however many pages listen: one upstream while anyone does, none otherwise. */
import { shapes } from '@roentgen/contract'
import type { Arrived } from './port.ts'
import { listenToEvents } from './sse.ts'

export type Upstream = (tell: (arrived: Arrived) => void) => () => void

export class Arrivals {
  readonly #listeners = new Set<(arrived: Arrived) => void>()
  #stop: (() => void) | null = null
  constructor(readonly upstream: Upstream) {}

  listen(callback: (arrived: Arrived) => void): () => void {
    this.#listeners.add(callback)
    this.#stop ??= this.upstream((arrived) => {
      for (const listener of this.#listeners) listener(arrived)
    })
    return () => {
      this.#listeners.delete(callback)
      if (this.#listeners.size === 0) this.close()
    }
  }

  close(): void {
    this.#stop?.()
    this.#stop = null
  }
}

/** The X-Ray service of Roentgen says at once when it has assembled something. */
export function relayed(xrayUrl: string): Upstream {
  return (tell) =>
    listenToEvents(`${xrayUrl.replace(/\/$/, '')}/roentgen/events`, (data) => {
      let event: unknown
      try {
        event = JSON.parse(data)
      } catch {
        return
      }
      const arrived = shapes.arrivedEvent.safeParse(event)
      if (arrived.success) tell(arrived.data)
    })
}

/** Anywhere else we look now and then: `look` gives something that changes when traces arrive. */
export function polled(look: () => Promise<string>, everyMs: number): Upstream {
  return (tell) => {
    let last: string | null = null
    let revision = 0
    let busy = false
    const timer = setInterval(() => {
      if (busy) return
      busy = true
      look()
        .then((seen) => {
          if (last !== null && seen !== last) {
            revision += 1
            tell({ at: Date.now() / 1000, revision })
          }
          last = seen
        })
        .catch(() => undefined)
        .finally(() => {
          busy = false
        })
    }, everyMs)
    timer.unref()
    return () => clearInterval(timer)
  }
}
