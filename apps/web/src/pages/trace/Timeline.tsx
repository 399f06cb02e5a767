/** The waterfall with its tools, and the details of the chosen entry beside it. */
import type { TraceReply } from '@roentgen/contract'
import { useCallback, useDeferredValue, useMemo, useRef } from 'react'
import { t } from '../../messages/index.ts'
import { useWords } from '../../shell/use-words.ts'
import { useTheme } from '../../theme/theme.ts'
import { extent, isWhole, type Range, rangeFrom, rangeText } from '../../ui/waterfall/axis.ts'
import { OutcomeMark } from '../../ui/waterfall/OutcomeMark.tsx'
import { Overview } from '../../ui/waterfall/Overview.tsx'
import {
  allFolded,
  allOpen,
  type Folding,
  foldingFrom,
  foldingText,
  reveal,
  setFolded,
  visibleRows,
  withAncestors,
} from '../../ui/waterfall/rows.ts'
import { matchingRows } from '../../ui/waterfall/search.ts'
import { rowHeight, type WaterfallLabels } from '../../ui/waterfall/types.ts'
import { Waterfall } from '../../ui/waterfall/Waterfall.tsx'
import { Details } from './Details.tsx'
import type { OnState, TraceState } from './state.ts'
import { TimelineTools } from './TimelineTools.tsx'
import { micros, rowSentence, serviceOf, waterfallRows } from './trace-rows.ts'

const toneColors = ['--ok', '--error', '--throttle', '--fault'] as const
const tones = { ok: 0, error: 1, throttle: 2, fault: 3 } as const

type TimelineProps = {
  readonly trace: TraceReply
  readonly source: string | undefined
  readonly tz: string | undefined
  readonly state: TraceState
  readonly onState: OnState
}

export function Timeline({ trace, source, tz, state, onState }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null)
  const details = useRef<HTMLElement>(null)
  const theme = useTheme()
  const words = useWords()
  const rows = useMemo(() => waterfallRows(trace), [trace])
  const whole = useMemo(() => extent(rows), [rows])
  const critical = useMemo(() => new Map(trace.criticalPath), [trace])
  const folding = useMemo(() => foldingFrom(state.fold), [state.fold])
  const path = critical.size > 0 ? (state.path ?? 'mark') : 'off'
  const only = useMemo(() => (path === 'only' ? withAncestors(rows, critical.keys()) : null), [rows, critical, path])
  const visible = useMemo(() => visibleRows(rows, folding, only), [rows, folding, only])
  const view = useMemo(() => rangeFrom(state.zoom, whole), [state.zoom, whole])
  const selected = useMemo(() => {
    const row = state.span === undefined ? -1 : trace.entities.id.indexOf(state.span)
    return row < 0 ? null : row
  }, [trace, state.span])
  const query = useDeferredValue(state.q ?? '')
  const matches = useMemo(
    () =>
      matchingRows(
        { name: trace.entities.name, also: (row) => `${serviceOf(trace, row)} ${trace.entities.class[row]}` },
        query,
      ),
    [trace, query],
  )
  const matched = useMemo(() => new Set(matches), [matches])
  const tone = useCallback((row: number) => tones[rows.outcome[row] ?? 'ok'], [rows])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels are worded by it
  const labels = useMemo<WaterfallLabels>(
    () => ({
      grid: t('trace.grid'),
      name: t('trace.grid.name'),
      service: t('trace.grid.service'),
      duration: t('trace.grid.duration'),
      timeline: t('trace.grid.timeline'),
      time: micros,
      row: (row) => rowSentence(trace, row, critical.get(row)),
      mark: (row) => {
        const outcome = rows.outcome[row] ?? 'ok'
        return outcome === 'ok' ? null : <OutcomeMark outcome={outcome} label={t(`trace.outcome.${outcome}`)} />
      },
    }),
    [trace, rows, critical, words],
  )

  const setFolding = (next: Folding) => onState({ fold: foldingText(next) || undefined }, { replace: true })
  const setView = (next: Range, replace: boolean) => onState({ zoom: rangeText(next, whole) }, { replace })
  const select = (row: number) => onState({ span: trace.entities.id[row] }, { replace: selected !== null })
  const leave = () => {
    if (selected !== null) onState({ span: undefined, tab: undefined })
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus())
  }
  const goTo = (row: number) =>
    onState(
      { span: trace.entities.id[row], fold: foldingText(reveal(rows, folding, row)) || undefined },
      { replace: selected !== null },
    )

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 lg:flex-row">
      <div ref={box} className="flex min-w-0 flex-1 flex-col gap-2">
        <TimelineTools
          query={state.q ?? ''}
          onQuery={(q) => onState({ q: q || undefined }, { replace: true })}
          matches={matches}
          selected={selected}
          onGoTo={goTo}
          path={path}
          pathKnown={critical.size > 0}
          onPath={(next) => onState({ path: next === 'mark' ? undefined : next })}
          onFoldAll={(folded) => setFolding(folded ? allFolded : allOpen)}
          onWhole={isWhole(view, whole) ? null : () => setView(whole, false)}
        />
        <Overview
          times={rows}
          whole={whole}
          view={view}
          tone={tone}
          toneColors={toneColors}
          theme={theme}
          onView={(next) => setView(next, false)}
        />
        <div
          className="card flex min-h-48 flex-col overflow-hidden"
          style={{ height: `min(${visible.length * rowHeight + 32}px, max(24rem, calc(100dvh - 22rem)))` }}
        >
          <Waterfall
            rows={rows}
            visible={visible}
            folding={folding}
            whole={whole}
            view={view}
            selected={selected}
            matches={matched}
            critical={critical}
            path={path}
            labels={labels}
            onSelect={(row, how) => {
              select(row)
              if (how === 'key') requestAnimationFrame(() => details.current?.focus())
            }}
            onLeave={leave}
            onFold={(row, folded) => setFolding(setFolded(rows, folding, row, folded))}
            onFoldAll={(folded) => setFolding(folded ? allFolded : allOpen)}
            onView={(next) => setView(next, true)}
          />
        </div>
      </div>
      {selected !== null && (
        <Details
          ref={details}
          trace={trace}
          row={selected}
          source={source}
          tz={tz}
          criticalUs={critical.get(selected)}
          tab={state.tab}
          onTab={(tab) => onState({ tab: tab === 'overview' ? undefined : tab }, { replace: true })}
          onClose={leave}
        />
      )}
    </div>
  )
}
