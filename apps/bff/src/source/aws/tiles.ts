/** Windows longer than the API allows, cut on a fixed grid so that equal pieces of different windows are the same piece. */
import type { Window } from '@roentgen/store'

/** GetServiceGraph's limit (facts 3.5); the console keeps to it for summaries too. */
export const tileUs = 6 * 3600 * 1e6

/**
 *     from      18:00       00:00       06:00   to
 *      |--ragged--|---tile---|---tile---|--ragged--|       oldest first; half-open; together exactly the window
 */
export function tilesOf(window: Window, sizeUs: number = tileUs): Window[] {
  if (window.toUs - window.fromUs <= sizeUs) return window.toUs > window.fromUs ? [window] : []
  const tiles: Window[] = []
  for (let fromUs = window.fromUs; fromUs < window.toUs; ) {
    const toUs = Math.min((Math.floor(fromUs / sizeUs) + 1) * sizeUs, window.toUs)
    tiles.push({ fromUs, toUs })
    fromUs = toUs
  }
  return tiles
}

/** The least recently used answers go first; each is kept for `ttlMs`. */
export class TileCache<T> {
  readonly #kept = new Map<string, { readonly untilMs: number; readonly value: Promise<T> }>()
  constructor(
    readonly limit: number,
    readonly ttlMs: number,
    readonly now: () => number = () => Date.now(),
  ) {}

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key)
    this.#kept.delete(key)
    if (kept && kept.untilMs > this.now()) {
      this.#kept.set(key, kept)
      return kept.value
    }
    const value = ask()
    this.#kept.set(key, { untilMs: this.now() + this.ttlMs, value })
    value.catch(() => this.#kept.delete(key))
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.limit) break
      this.#kept.delete(oldest)
    }
    return value
  }
}
