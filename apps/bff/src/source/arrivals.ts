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

/** The X-Ray service of Roentgen says at once when it has assembled something; for any other service `otherwise` must do. */
export function relayed(xrayUrl: string, otherwise: Upstream): Upstream {
  return (tell) => {
    const onEvent = (data: string): void => {
      const arrived = arrivedFrom(data)
      if (arrived) tell(arrived)
    }
    let stopped = false
    let stopOther = (): void => {}
    const stopEvents = listenToEvents(`${xrayUrl.replace(/\/$/, '')}/roentgen/events`, onEvent, () => {
      if (!stopped) stopOther = otherwise(tell)
    })
    return () => {
      stopped = true
      stopEvents()
      stopOther()
    }
  }
}

function arrivedFrom(data: string): Arrived | null {
  try {
    return shapes.arrivedEvent.safeParse(JSON.parse(data)).data ?? null
  } catch {
    return null
  }
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
