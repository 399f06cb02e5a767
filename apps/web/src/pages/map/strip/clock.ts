/** Where a replay stands. Kept outside of React's state, so that a frame repaints the map and the strip and nothing else. */
export type Moment = { readonly frame: number; readonly playing: boolean }

export type Ticker = { readonly now: () => number; readonly next: (work: () => void) => () => void }

export const browserTicker: Ticker = {
  now: () => performance.now(),
  next: (work) => {
    const id = requestAnimationFrame(work)
    return () => cancelAnimationFrame(id)
  },
}

/** Steps painted a second at most: more is not seen, and the browser needs time for what else there is. */
const mostSteps = 30

export class ReplayClock {
  #moment: Moment = { frame: 0, playing: false }
  #cancel: (() => void) | null = null
  readonly #listeners = new Set<() => void>()

  constructor(readonly ticker: Ticker = browserTicker) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly moment = (): Moment => this.#moment

  /** Stops where one goes. */
  go(frame: number): void {
    this.#halt()
    this.#set({ frame, playing: false })
  }

  /** `framesPerSecond` may be far below 1; `done` is called at the end, not when it is stopped. */
  play(frames: number, framesPerSecond: number, done: () => void): void {
    this.#halt()
    const last = frames - 1
    const first = this.#moment.frame >= last ? 0 : this.#moment.frame
    const startedMs = this.ticker.now()
    this.#set({ frame: first, playing: true })
    let paintedMs = startedMs
    const tick = (): void => {
      const nowMs = this.ticker.now()
      const frame = Math.min(last, first + Math.floor(((nowMs - startedMs) / 1000) * framesPerSecond))
      const over = frame >= last
      // A repaint may come a little early.
      const due = nowMs - paintedMs >= 1000 / mostSteps - 2
      if (over || (due && frame !== this.#moment.frame)) {
        paintedMs = nowMs
        this.#set({ frame, playing: !over })
      }
      if (over) done()
      else this.#cancel = this.ticker.next(tick)
    }
    this.#cancel = this.ticker.next(tick)
  }

  stop(): void {
    this.#halt()
    this.#set({ ...this.#moment, playing: false })
  }

  #halt(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #set(moment: Moment): void {
    if (moment.frame === this.#moment.frame && moment.playing === this.#moment.playing) return
    this.#moment = moment
    for (const listener of this.#listeners) listener()
  }
}
