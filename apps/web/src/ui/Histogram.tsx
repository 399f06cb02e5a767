/** A latency histogram with a brush: drag over it, or move its two handles with the keys. Knows no data but the bars it is given. */
import { scaleLinear, scaleLog } from 'd3-scale'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { Bin } from './bins.ts'

export type HistogramWords = {
  readonly label: string
  readonly low: string
  readonly high: string
  readonly value: (seconds: number) => string
  readonly count: (count: number, share: number) => string
}

export type HistogramProps = {
  readonly bins: readonly Bin[]
  readonly lo: number | undefined
  readonly hi: number | undefined
  /** `done` is false while the hand still moves. */
  readonly onBrush: (lo: number | undefined, hi: number | undefined, done: boolean) => void
  readonly marks: readonly { readonly at: number; readonly name: string }[]
  readonly words: HistogramWords
}

const width = 360
const height = 130
const pad = { left: 8, right: 8, top: 16, bottom: 22 }

export function Histogram({ bins, lo, hi, onBrush, marks, words }: HistogramProps) {
  const svg = useRef<SVGSVGElement>(null)
  const drag = useRef<number | null>(null)
  const [hover, setHover] = useState<Bin | null>(null)
  const first = bins[0]?.from ?? 0.001
  const last = bins[bins.length - 1]?.to ?? 1
  const edges = [first, ...bins.map((bin) => bin.to)]
  const total = bins.reduce((sum, bin) => sum + bin.count, 0)
  const tallest = Math.max(1, ...bins.map((bin) => bin.count))
  const x = scaleLog([first, last], [pad.left, width - pad.right]).clamp(true)
  const y = scaleLinear([0, tallest], [height - pad.bottom, pad.top])
  const low = lo ?? first
  const high = hi ?? last
  const brushed = lo !== undefined || hi !== undefined

  const nearest = (seconds: number): number =>
    edges.reduce((best, edge) =>
      Math.abs(Math.log(edge / seconds)) < Math.abs(Math.log(best / seconds)) ? edge : best,
    )
  const secondsAt = (event: PointerEvent): number => {
    const area = svg.current?.getBoundingClientRect()
    if (!area || area.width === 0) return first
    return x.invert(((event.clientX - area.left) / area.width) * width)
  }
  const brush = (a: number, b: number, done: boolean) => {
    const from = nearest(Math.min(a, b))
    const to = nearest(Math.max(a, b))
    if (from === to) onBrush(undefined, undefined, done)
    else onBrush(from <= first ? undefined : from, to >= last ? undefined : to, done)
  }
  const onKey = (side: 'low' | 'high') => (event: KeyboardEvent) => {
    const own = side === 'low' ? low : high
    const at = edges.indexOf(nearest(own))
    const far = event.shiftKey ? 5 : 1
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: at - far,
      ArrowDown: at - far,
      ArrowRight: at + far,
      ArrowUp: at + far,
      PageDown: at - 5,
      PageUp: at + 5,
      Home: 0,
      End: edges.length - 1,
    }
    if (event.key === 'Escape' && brushed) {
      event.preventDefault()
      event.stopPropagation()
      onBrush(undefined, undefined, true)
      return
    }
    const to = moves[event.key]
    if (to === undefined) return
    event.preventDefault()
    const bound = edges.indexOf(nearest(side === 'low' ? high : low))
    const allowed = side === 'low' ? Math.min(to, bound - 1) : Math.max(to, bound + 1)
    const value = edges[Math.max(0, Math.min(edges.length - 1, allowed))] ?? own
    if (side === 'low') onBrush(value <= first ? undefined : value, hi, true)
    else onBrush(lo, value >= last ? undefined : value, true)
  }
  const ticks = tickSeconds(first, last)
  return (
    <figure className="m-0">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a drawing */}
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${height}`}
        className="block w-full touch-none select-none"
        onPointerDown={(event) => {
          if ((event.target as Element).closest('[role=slider]') === null) {
            event.currentTarget.setPointerCapture(event.pointerId)
            drag.current = secondsAt(event)
          }
        }}
        onPointerMove={(event) => {
          const at = secondsAt(event)
          setHover(bins.find((bin) => at >= bin.from && at < bin.to) ?? null)
          if (drag.current !== null) brush(drag.current, at, false)
        }}
        onPointerUp={(event) => {
          if (drag.current !== null) brush(drag.current, secondsAt(event), true)
          drag.current = null
        }}
        onPointerCancel={() => {
          drag.current = null
        }}
        onPointerLeave={() => setHover(null)}
        role="group"
        aria-label={words.label}
      >
        <line x1={pad.left} x2={width - pad.right} y1={y(0)} y2={y(0)} className="stroke-line-strong" />
        {bins.map((bin) => {
          const inside = bin.from >= low * 0.9999 && bin.to <= high * 1.0001
          return (
            <rect
              key={bin.from}
              x={x(bin.from) + 0.4}
              width={Math.max(0.6, x(bin.to) - x(bin.from) - 0.8)}
              y={bin.count > 0 ? Math.min(y(bin.count), y(0) - 1.5) : y(0)}
              height={bin.count > 0 ? Math.max(1.5, y(0) - y(bin.count)) : 0}
              className={inside ? 'fill-accent' : 'fill-line-strong opacity-50'}
            />
          )
        })}
        {marks
          .filter((mark) => mark.at >= first && mark.at <= last)
          .map((mark) => (
            <g key={mark.name}>
              <line
                x1={x(mark.at)}
                x2={x(mark.at)}
                y1={pad.top - 3}
                y2={y(0)}
                className="stroke-ink"
                strokeDasharray="2 3"
              />
              <text x={x(mark.at)} y={10} textAnchor="middle" fontSize="9.5" className="fill-ink-soft">
                {mark.name}
              </text>
            </g>
          ))}
        {ticks.map((tick) => (
          <text
            key={tick}
            x={x(tick)}
            y={height - 6}
            fontSize="10"
            textAnchor={x(tick) < 30 ? 'start' : x(tick) > width - 30 ? 'end' : 'middle'}
            className="fill-ink-soft"
          >
            {words.value(tick)}
          </text>
        ))}
        {(['low', 'high'] as const).map((side) => {
          const at = side === 'low' ? low : high
          return (
            <g
              key={side}
              role="slider"
              tabIndex={0}
              aria-label={side === 'low' ? words.low : words.high}
              aria-orientation="horizontal"
              aria-valuemin={side === 'low' ? first : low}
              aria-valuemax={side === 'low' ? high : last}
              aria-valuenow={at}
              aria-valuetext={words.value(at)}
              onKeyDown={onKey(side)}
              onPointerDown={(event) => {
                svg.current?.setPointerCapture(event.pointerId)
                drag.current = side === 'low' ? high : low
              }}
              transform={`translate(${x(at)},0)`}
              className="cursor-ew-resize"
            >
              <rect x={-9} y={pad.top - 4} width={18} height={height - pad.bottom - pad.top + 8} fill="transparent" />
              <line y1={pad.top} y2={y(0)} className="stroke-accent" strokeWidth={brushed ? 2 : 1} />
              <rect x={-3.5} y={y(0) - 8} width={7} height={14} rx={2} className="fill-surface stroke-accent" />
            </g>
          )
        })}
      </svg>
      <figcaption className="min-h-5 text-xs text-ink-soft">
        {hover
          ? `${words.value(hover.from)} – ${words.value(hover.to)}: ${words.count(hover.count, total > 0 ? hover.count / total : 0)}`
          : ''}
      </figcaption>
    </figure>
  )
}

/** 1, 2 and 5 of each decade, thinned to what fits. */
function tickSeconds(first: number, last: number): number[] {
  const all: number[] = []
  for (let power = Math.floor(Math.log10(first)); power <= Math.ceil(Math.log10(last)); power++) {
    for (const step of [1, 2, 5]) {
      const tick = Number((step * 10 ** power).toPrecision(1))
      if (tick >= first && tick <= last) all.push(tick)
    }
  }
  if (all.length < 2) return [first, last]
  const every = Math.ceil(all.length / 6)
  return all.filter((_, i) => i % every === 0)
}
