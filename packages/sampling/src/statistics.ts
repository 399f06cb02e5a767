/** What clients reported, in windows of ten seconds, for each rule; bounded in time and in rules. */

/** Counts as the clients made them. X-Ray's SDKs count a borrowed request apart from the sampled ones, OpenTelemetry's in both. */
export type Counts = { readonly requests: number; readonly sampled: number; readonly borrowed: number }
export type StatisticWindow = Counts & {
  readonly rule: string /** Epoch seconds, a multiple of ten. */
  readonly startS: number
}

export const windowS = 10
/** Older windows are forgotten. */
export const keptS = 3 * 3600

export class Statistics {
  /** rule -> start of the window -> counts */
  readonly #rules = new Map<string, Map<number, Counts>>()

  add(rule: string, atS: number, counts: Counts, nowS: number): void {
    const windows = this.#rules.get(rule) ?? new Map<number, Counts>()
    this.#rules.set(rule, windows)
    const startS = Math.floor(atS / windowS) * windowS
    const before = windows.get(startS)
    windows.set(startS, {
      requests: (before?.requests ?? 0) + counts.requests,
      sampled: (before?.sampled ?? 0) + counts.sampled,
      borrowed: (before?.borrowed ?? 0) + counts.borrowed,
    })
    // Nearly in order of time: the oldest stand at the front.
    for (const start of windows.keys()) {
      if (start >= nowS - keptS) break
      windows.delete(start)
    }
  }

  /** A rule of the same name that is made later starts at nothing. */
  forget(rule: string): void {
    this.#rules.delete(rule)
  }

  /** Newest first; within a window by rule. */
  windows(nowS: number): StatisticWindow[] {
    const all: StatisticWindow[] = []
    for (const [rule, windows] of this.#rules)
      for (const [startS, counts] of windows) if (startS >= nowS - keptS) all.push({ rule, startS, ...counts })
    return all.sort((a, b) => b.startS - a.startS || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))
  }
}
