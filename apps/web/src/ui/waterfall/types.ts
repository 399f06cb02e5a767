import type { ReactNode } from 'react'
import type { TimeColumns } from './axis.ts'
import type { Tree } from './rows.ts'

export type Outcome = 'ok' | 'error' | 'throttle' | 'fault'

/** What the waterfall draws of a trace, by row. */
export type WaterfallRows = Tree &
  TimeColumns & {
    readonly name: readonly string[]
    readonly outcome: readonly Outcome[]
    readonly service: (row: number) => string
    /** Of the service: the same for every viewer. */
    readonly color: (row: number) => string
    /** A short mark behind the name, e.g. that the parent is missing. */
    readonly remark: (row: number) => string | null
  }

export type PathMode = 'mark' | 'only' | 'off'

export const rowHeight = 28

export type WaterfallLabels = {
  readonly grid: string
  readonly name: string
  readonly service: string
  readonly duration: string
  readonly timeline: string
  /** Microseconds as people read them. */
  readonly time: (us: number) => string
  /** All of a row in one sentence, for the bar's label and tooltip. */
  readonly row: (row: number) => string
  readonly mark: (row: number) => ReactNode
}
