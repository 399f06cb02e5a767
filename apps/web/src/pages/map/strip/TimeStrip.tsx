/** Under the map: how the window went, a part of it to look at, what changed meanwhile, and the replay. */
import { type Change, formatTime, type GraphReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { Play, Undo2, X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { wordsFor } from '../../../errors.ts'
import { clockTime, count, dateTime, duration, timeSpan } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { changesQuery, seriesQuery, type WindowQuery } from '../../../queries.ts'
import type { SearchOf } from '../../../search.ts'
import { nodeName } from '../node-name.ts'
import { type Axis, isDrag, moved, type Part, partOf } from './brush.ts'
import { Course, type CoursePoint, Head } from './Course.tsx'
import { changeWords } from './change-words.ts'
import { spanOf } from './frames.ts'
import { Player } from './Player.tsx'
import type { Replay } from './use-replay.ts'

type ToldChange = Change & { readonly words: string }
type Ends = { readonly from?: string | undefined; readonly to?: string | undefined }
/** One window looked at from another. */
type Look = { readonly before: Ends; readonly after: Ends }

const isAt = (at: Ends, { from, to }: Ends): boolean => at.from === from && at.to === to

const steps = [60, 300, 3600, 86_400]
/** Fine enough to see, coarse enough to hit. */
const mostPoints = 300

const stepOf = (seconds: number): number => steps.find((step) => seconds / step <= mostPoints) ?? 86_400

export function TimeStrip({
  graph,
  isWhole,
  window,
  search,
  replay,
  onChange,
}: {
  graph: GraphReply
  /** False: it is what the map opens with, before anything else is asked for. */
  isWhole: boolean
  window: WindowQuery
  search: Pick<SearchOf<'/map'>, 'from' | 'to' | 'tz' | 'filter' | 'at'>
  replay: Replay
  onChange: (part: SearchOf<'/map'>, replace?: boolean) => void
}) {
  const { tz } = search
  const { from, to } = graph.window
  const step = stepOf(to - from)
  const axis = useMemo((): Axis => ({ from, to, step }), [from, to, step])
  const { filter: _, ...unfiltered } = window
  const series = useQuery({ ...seriesQuery({ ...unfiltered, step }), enabled: isWhole })
  const changes = useQuery({ ...changesQuery(unfiltered), enabled: isWhole })
  const points = useMemo(
    () =>
      (series.data?.points ?? []).map(
        ({ t: at, total, fault, throttle, error, p95 }): CoursePoint => ({
          t: at,
          total,
          bad: fault + throttle,
          error,
          p95,
        }),
      ),
    [series.data],
  )
  const known = useMemo((): readonly ToldChange[] => {
    const names = new Map(graph.nodes.map((node) => [node.id, nodeName(node, node.id)]))
    return (changes.data?.changes ?? []).map((change) => ({
      ...change,
      words: changeWords(change, change.node === null ? undefined : names.get(change.node)),
    }))
  }, [changes.data, graph.nodes])
  const markers = useMemo(
    () => known.map(({ id, at, kind }) => ({ id, at, deployment: kind === 'deployment' })),
    [known],
  )
  const [draft, setDraft] = useState<Part | null>(null)
  const [hover, setHover] = useState<number | null>(null)
  const [looks, setLooks] = useState<readonly Look[]>([])
  // Of a window that was changed elsewhere (the browser's back, the time picker) nothing here is the way back.
  const earlier = looks.slice(0, looks.findLastIndex(({ after }) => isAt(after, search)) + 1)
  const chart = useRef<HTMLDivElement>(null)
  const dragFrom = useRef<{ readonly at: number; readonly x: number } | null>(null)
  const dragged = useRef<{ readonly side: 'from' | 'to'; readonly x: number; moved: boolean } | null>(null)

  const timeAt = (event: PointerEvent): number => {
    const area = chart.current?.getBoundingClientRect()
    if (!area || area.width === 0) return from
    return from + Math.max(0, Math.min(1, (event.clientX - area.left) / area.width)) * (to - from)
  }
  const look = (part: Part) => {
    const after = { from: formatTime(Math.round(part.from)), to: formatTime(Math.round(part.to)) }
    setLooks([...earlier, { before: { from: search.from, to: search.to }, after }])
    setDraft(null)
    onChange({ ...after, at: undefined })
  }
  const back = () => {
    const last = earlier.at(-1)
    if (!last) return
    setLooks(earlier.slice(0, -1))
    onChange({ from: last.before.from, to: last.before.to, at: undefined })
  }
  /** A replay is of a fixed window: a link to its frame must find the same one. */
  const replayFrom = (at: number) => {
    const after = { from: formatTime(Math.floor(from)), to: formatTime(Math.ceil(to)) }
    if (!replay.open) setLooks([...earlier, { before: { from: search.from, to: search.to }, after }])
    onChange({ ...after, at: Math.floor(at) }, replay.open)
  }
  const close = () => {
    replay.clock.stop()
    const last = earlier.at(-1)
    if (last) setLooks(earlier.slice(0, -1))
    onChange({ at: undefined, ...(last ? { from: last.before.from, to: last.before.to } : {}) })
  }
  const scrub = (at: number) => {
    const { frames, clock } = replay
    if (frames) clock.go(Math.max(0, Math.min(frames.steps - 1, Math.floor((at - frames.start) / frames.step))))
  }
  const settle = () => {
    const { frames, clock } = replay
    if (frames) onChange({ at: Math.floor(spanOf(frames, clock.moment().frame).from) }, true)
  }

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const side = (event.target as Element).closest<HTMLElement>('[role=slider]')?.dataset.side
    if (side === 'from' || side === 'to') {
      dragged.current = { side, x: event.clientX, moved: false }
      return
    }
    dragFrom.current = { at: timeAt(event), x: event.clientX }
    if (replay.open) scrub(timeAt(event))
  }
  const onPointerMove = (event: PointerEvent) => {
    const at = timeAt(event)
    setHover(at)
    const handle = dragged.current
    if (handle && isDrag(handle.x, event.clientX)) handle.moved = true
    if (handle?.moved) {
      const { side } = handle
      const part = draft ?? axis
      const next = moved(axis, part, side, Math.round((at - part[side]) / step))
      setDraft(next.from <= from && next.to >= to ? null : next)
    }
    if (!dragFrom.current) return
    if (replay.open) scrub(at)
    else if (isDrag(dragFrom.current.x, event.clientX)) setDraft(partOf(axis, dragFrom.current.at, at))
  }
  const onPointerUp = (event: PointerEvent) => {
    const start = dragFrom.current
    dragFrom.current = null
    const handle = dragged.current
    if (handle) {
      dragged.current = null
      if (handle.moved && draft) look(draft)
      return
    }
    if (!start) return
    if (replay.open) settle()
    else if (isDrag(start.x, event.clientX)) {
      const part = partOf(axis, start.at, timeAt(event))
      if (part) look(part)
      else setDraft(null)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    if (draft) setDraft(null)
    else if (replay.open) close()
    else back()
  }
  const onHandleKey = (side: 'from' | 'to') => (event: KeyboardEvent) => {
    const far = event.shiftKey ? 10 : 1
    const all = points.length
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: -far,
      ArrowDown: -far,
      ArrowRight: far,
      ArrowUp: far,
      PageDown: -10,
      PageUp: 10,
      Home: -all,
      End: all,
    }
    const by = moves[event.key]
    if (by !== undefined) {
      event.preventDefault()
      const next = moved(axis, draft ?? { from, to }, side, by)
      setDraft(next.from <= from && next.to >= to ? null : next)
    } else if (event.key === 'Enter' && draft) {
      event.preventDefault()
      look(draft)
    }
  }

  const total = points.reduce((sum, point) => sum + point.total, 0)
  const bad = points.reduce((sum, point) => sum + point.bad, 0)
  const errors = points.reduce((sum, point) => sum + point.error, 0)
  const slowest = Math.max(0, ...points.map((point) => point.p95 ?? 0))
  const readout = hover !== null ? wordsAt(hover) : null

  function wordsAt(at: number): string {
    const point = points.findLast((one) => one.t <= at)
    const near = (to - from) * 0.008
    const beside = known.filter((change) => Math.abs(change.at - at) <= near)
    const figures = t('strip.at', {
      time: clockTime(at, tz),
      total: point?.total ?? 0,
      bad: point?.bad ?? 0,
      errors: point?.error ?? 0,
      p95: point?.p95 == null ? 'none' : duration(point.p95),
    })
    return [figures, ...beside.slice(0, 3).map((change) => change.words)].join(' · ')
  }

  return (
    <section aria-label={t('strip.title')} className="shrink-0 border-t border-line px-4 py-2" onKeyDown={onKeyDown}>
      <div className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-sm font-semibold">{t('strip.title')}</h2>
        <p className="num min-w-0 flex-1 text-xs text-ink-soft">
          {readout ??
            (series.data
              ? t('strip.summary', { total, bad, errors, p95: duration(slowest) })
              : series.error
                ? wordsFor(series.error)
                : '…')}{' '}
          {!readout && <span>{t(replay.open ? 'strip.help.scrub' : 'strip.help.brush')}</span>}
          {!readout && window.filter && <span> {t('strip.unfiltered')}</span>}
        </p>
        {draft && (
          <button type="button" className="btn btn-primary" onClick={() => look(draft)}>
            {t('strip.apply', { span: timeSpan(draft.from, draft.to, tz) })}
          </button>
        )}
        {earlier.length > 0 && !replay.open && (
          <button type="button" className="btn" onClick={back} title={t('strip.wider.title')}>
            <Undo2 aria-hidden size={16} />
            {t('strip.wider')}
          </button>
        )}
        {replay.open ? (
          <button type="button" className="btn" onClick={close}>
            <X aria-hidden size={16} />
            {t('strip.close')}
          </button>
        ) : (
          <button type="button" className="btn" onClick={() => replayFrom(from)} title={t('strip.replay.title')}>
            <Play aria-hidden size={16} />
            {t('strip.replay')}
          </button>
        )}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's own box and legend would stand in the drawing's way */}
      <div
        ref={chart}
        role="group"
        aria-label={t('strip.label')}
        data-testid="strip"
        className={`relative touch-pan-y select-none ${replay.open ? 'cursor-ew-resize' : 'cursor-crosshair'}`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          dragFrom.current = null
          dragged.current = null
          setDraft(null)
        }}
        onPointerLeave={() => setHover(null)}
        onDoubleClick={() => !replay.open && back()}
      >
        <Course axis={axis} points={points} markers={markers} part={draft} tz={tz} />
        <Head axis={axis} replay={replay} />
        {!replay.open &&
          (['from', 'to'] as const).map((side) => {
            const at = (draft ?? axis)[side]
            return (
              <div
                key={side}
                role="slider"
                data-side={side}
                tabIndex={0}
                aria-label={t(`strip.${side}`)}
                aria-valuemin={side === 'from' ? from : (draft?.from ?? from)}
                aria-valuemax={side === 'to' ? to : (draft?.to ?? to)}
                aria-valuenow={at}
                aria-valuetext={wordsAt(side === 'to' ? at - step : at)}
                onKeyDown={onHandleKey(side)}
                className="absolute top-0 h-14 w-3 cursor-ew-resize rounded border-x border-accent/60 focus-visible:bg-accent-soft"
                style={{ left: `calc(${((at - from) / (to - from)) * 100}% - ${side === 'from' ? 0 : 12}px)` }}
              />
            )
          })}
      </div>
      {replay.open && <Player replay={replay} window={graph.window} tz={tz} onSettle={settle} />}
      <Details
        points={points}
        changes={known}
        onSince={(since) => onChange({ since, before: undefined })}
        tz={tz}
        unknown={changes.data?.unknown ?? []}
        more={changes.data?.leftOut ?? 0}
        uncounted={changes.data?.uncounted ?? false}
      />
    </section>
  )
}

/** The same as text. */
function Details({
  points,
  changes,
  onSince,
  unknown,
  more,
  uncounted,
  tz,
}: {
  points: readonly CoursePoint[]
  changes: readonly ToldChange[]
  onSince: (id: string) => void
  unknown: readonly Change['kind'][]
  more: number
  uncounted: boolean
  tz: string | undefined
}) {
  const [open, setOpen] = useState({ changes: false, table: false })
  const box = 'max-h-48 overflow-auto border-t border-line pt-1'
  return (
    <div className="flex flex-wrap gap-x-6 text-xs text-ink-soft">
      <details onToggle={({ currentTarget }) => setOpen({ ...open, changes: currentTarget.open })}>
        <summary className="cursor-pointer">{t('strip.changes', { count: changes.length + more })}</summary>
        {open.changes && (
          <ul className={box}>
            {changes.map((change) => (
              <li key={change.id}>
                <span className="num">{dateTime(change.at, tz)}</span> {change.words}{' '}
                <button type="button" className="text-accent hover:underline" onClick={() => onSince(change.id)}>
                  {t('compare.since.strip')}
                </button>
              </li>
            ))}
            {more > 0 && <li>{t('strip.changes.left-out', { count: more })}</li>}
            {uncounted && <li>{t('strip.changes.uncounted')}</li>}
            {unknown.length > 0 && (
              <li>
                {t('strip.changes.unknown', { kinds: unknown.map((kind) => t(`strip.kind.${kind}`)).join(', ') })}
              </li>
            )}
          </ul>
        )}
      </details>
      <details onToggle={({ currentTarget }) => setOpen({ ...open, table: currentTarget.open })}>
        <summary className="cursor-pointer">{t('strip.table')}</summary>
        {open.table && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table scrolls, which keys must reach too
          <section aria-label={t('strip.table')} tabIndex={0} className={box}>
            <table className="num">
              <caption className="sr-only">{t('strip.label')}</caption>
              <thead>
                <tr className="text-left">
                  {(['time', 'total', 'bad', 'error', 'p95'] as const).map((column) => (
                    <th key={column} scope="col" className="pr-4 font-semibold">
                      {t(`strip.table.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {points.map((point) => (
                  <tr key={point.t}>
                    <th scope="row" className="pr-4 text-left font-normal">
                      {dateTime(point.t, tz)}
                    </th>
                    <td className="pr-4">{count(point.total)}</td>
                    <td className="pr-4">{count(point.bad)}</td>
                    <td className="pr-4">{count(point.error)}</td>
                    <td>{duration(point.p95)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </details>
    </div>
  )
}
