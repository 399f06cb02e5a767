/**
 * Looks for insights: every minute, after the roller, at the last hours of `Default` and of each group that has insights enabled. Each
 * look judges those hours anew, so nothing but the insights themselves needs to survive a restart, and documents that come late count.
 */
import { randomUUID } from 'node:crypto'
import { findingsIn, follow } from '@roentgen/insight'
import type { Store } from '@roentgen/store'
import { ApiError } from '../api/errors.ts'
import { filterOfGroup } from '../api/groups.ts'
import type { Control } from '../control/control.ts'
import { defaultGroupName, type Group } from '../control/groups.ts'
import { words } from '../ingest/ingest.ts'
import { insightsIn, rowOf } from './kept.ts'

/** Three hours of baseline, and three in which an anomaly can begin and be followed. */
const historyMinutes = 360
/** The newest minute that is looked at has ended that long ago: its documents are here, and mostly rolled. */
const behindMs = 30_000
/** A look may take this share of the time. */
const mostShare = 0.1
/** The busiest services, and as many calls. */
const mostServices = 300

export type WatcherOptions = {
  readonly store: Pick<Store, 'minuteSums' | 'insights' | 'writeInsights'>
  readonly control: Pick<Control, 'groups'>
  readonly nowMs: () => number
  readonly log: (line: string) => void
  readonly everyMs: number
}

export class Watcher {
  readonly #options: WatcherOptions
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #closed = false
  #failing = false
  /** Something was assembled since the last look. */
  #active = true
  /** Groups that could not be asked, so that each is complained of once. */
  readonly #unwatched = new Set<string>()
  /** An insight is open: it must be closed in time, traffic or not. */
  #following = true

  constructor(options: WatcherOptions) {
    this.#options = options
  }

  start(): void {
    this.#plan(this.#options.everyMs)
  }

  activity(): void {
    this.#active = true
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#running
  }

  #plan(afterMs: number): void {
    if (this.#closed) return
    this.#timer = setTimeout(() => {
      const startedMs = this.#options.nowMs()
      this.#running = this.#tick().finally(() => {
        this.#running = null
        this.#plan(Math.max(this.#options.everyMs, (this.#options.nowMs() - startedMs) / mostShare))
      })
    }, afterMs)
  }

  async #tick(): Promise<void> {
    if (!this.#active && !this.#following) return
    this.#active = false
    try {
      await this.look()
      this.#failing = false
    } catch (error) {
      this.#active = true
      if (!this.#failing) this.#options.log(`insights wait for the store: ${words(error)}`)
      this.#failing = true
    }
  }

  /** One look at every group, one after another. */
  async look(): Promise<void> {
    const toMinute = Math.floor((this.#options.nowMs() - behindMs) / 60_000)
    this.#following = false
    for (const group of await this.#options.control.groups.all()) {
      if (group.name !== defaultGroupName && !group.insights.enabled) continue
      await this.#lookAt(group, toMinute).catch((error: unknown) => this.#leftOut(group, error))
    }
  }

  /** A group that cannot be asked (one that it names is gone) must not keep the others from being watched. */
  #leftOut(group: Group, error: unknown): void {
    if (!(error instanceof ApiError)) throw error
    if (this.#unwatched.has(group.arn)) return
    this.#unwatched.add(group.arn)
    this.#options.log(`insights of the group ${group.name} are not looked for: ${error.message}`)
  }

  async #lookAt(group: Group, toMinute: number): Promise<void> {
    const { store, control } = this.#options
    const fromMinute = toMinute - historyMinutes
    const window = { fromUs: fromMinute * 60e6, toUs: toMinute * 60e6 }
    const filter = await filterOfGroup(control, group)
    const sums = await store.minuteSums(window, filter ?? null, mostServices)
    const kept = (await insightsIn(store, window)).filter((insight) => insight.group.arn === group.arn)
    const findings = findingsIn({ fromMinute, toMinute, ...sums })
    const changed = follow(kept, findings, {
      group: { name: group.name, arn: group.arn },
      fromMinute,
      toMinute,
      newId: randomUUID,
    })
    await store.writeInsights(changed.map(rowOf))
    this.#unwatched.delete(group.arn)
    if (findings.some((finding) => finding.endMinute === null)) this.#following = true
  }
}
