/** The picture of the strip: requests with what failed among them, slowness as a line, markers of changes. The strip's text says the same. */
import { scaleLinear } from 'd3-scale'
import { memo, useSyncExternalStore } from 'react'
import { tickTime } from '../../../format.ts'
import type { Axis, Part } from './brush.ts'
import { spanOf } from './frames.ts'
import type { Replay } from './use-replay.ts'

export type CoursePoint = {
  readonly t: number
  readonly total: number
  /** Faults and throttles, as in the headline. */
  readonly bad: number
  /** Of the client's own making (4xx). */
  readonly error: number
  readonly p95: number | null
}
export type Marker = { readonly id: string; readonly at: number; readonly deployment: boolean }

const width = 1000
const height = 56
const markerLane = 10

/** Where the replay stands: the one thing here that changes with each frame. */
export function Head({ axis, replay }: { axis: Axis; replay: Replay }) {
  const { frame } = useSyncExternalStore(replay.clock.subscribe, replay.clock.moment)
  if (!replay.frames) return null
  const { from, to } = spanOf(replay.frames, frame)
  const percent = (seconds: number): string => `${(seconds / (axis.to - axis.from)) * 100}%`
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute top-0 h-14 min-w-0.5 bg-accent opacity-40"
      style={{ left: percent(from - axis.from), width: percent(to - from) }}
    />
  )
}

export const Course = memo(function Course({
  axis,
  points,
  markers,
  part,
  tz,
}: {
  axis: Axis
  points: readonly CoursePoint[]
  markers: readonly Marker[]
  part: Part | null
  tz: string | undefined
}) {
  const x = scaleLinear([axis.from, axis.to], [0, width]).clamp(true)
  const most = Math.max(1, ...points.map((point) => point.total))
  const slowest = Math.max(1e-9, ...points.map((point) => point.p95 ?? 0))
  const room = height - markerLane
  const line = points
    .map((point, i) => {
      if (point.p95 === null) return ''
      const on = i > 0 && points[i - 1]?.p95 !== null
      const at = x(point.t + axis.step / 2).toFixed(1)
      return `${on ? 'L' : 'M'}${at} ${(height - 2 - (point.p95 / slowest) * (room - 6)).toFixed(1)}${on ? '' : 'h0.1'}`
    })
    .join('')
  const ticks = ticksOf(axis)
  const percent = (at: number): string => `${(x(at) / width) * 100}%`
  return (
    <>
      <div className="relative">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          className="block h-14 w-full"
          aria-hidden="true"
          preserveAspectRatio="none"
        >
          {points.map((point) => {
            const left = x(point.t)
            const wide = Math.max(0.5, x(point.t + axis.step) - left - (points.length > 150 ? 0 : 1))
            const tall = (point.total / most) * (room - 2)
            const part = (count: number): number => (count > 0 ? Math.max(2.5, (count / point.total) * tall) : 0)
            const bad = part(point.bad)
            const error = part(point.error)
            return (
              <g key={point.t}>
                <rect
                  x={left}
                  width={wide}
                  y={height - tall}
                  height={Math.max(0, tall - bad - error)}
                  className="fill-line-strong opacity-60"
                />
                {error > 0 && (
                  <rect x={left} width={wide} y={height - bad - error} height={error} className="fill-error" />
                )}
                {bad > 0 && <rect x={left} width={wide} y={height - bad} height={bad} className="fill-fault" />}
              </g>
            )
          })}
          <path d={line} className="fill-none stroke-accent" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
          {part && (
            <>
              <rect x="0" width={x(part.from)} height={height} className="fill-bg opacity-70" />
              <rect x={x(part.to)} width={width - x(part.to)} height={height} className="fill-bg opacity-70" />
            </>
          )}
          <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-line-strong" />
        </svg>
        {markers.map((marker) => (
          <span
            key={marker.id}
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 border-l border-dashed border-ink"
            style={{ left: percent(marker.at) }}
          >
            <svg viewBox="0 0 10 10" aria-hidden="true" className="absolute -top-0.5 -left-[5px] size-2.5">
              {marker.deployment ? (
                <path d="M5 0 10 9H0Z" className="fill-ink" />
              ) : (
                <path d="M5 .8 9.200 5 5 9.200 .8 5Z" className="fill-surface stroke-ink" strokeWidth="1.4" />
              )}
            </svg>
          </span>
        ))}
      </div>
      <div aria-hidden="true" className="num relative h-4 text-[11px] text-ink-soft">
        {ticks.map((at) => (
          <span key={at} className="absolute -translate-x-1/2 whitespace-nowrap" style={{ left: percent(at) }}>
            {tickTime(at, tz)}
          </span>
        ))}
      </div>
    </>
  )
})

const lengths = [60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000]

/** Round times, six at most, none so near an end that its text would stick out. */
function ticksOf({ from, to }: Part): number[] {
  const every = lengths.find((length) => (to - from) / length <= 6) ?? (to - from) / 6
  const margin = (to - from) * 0.03
  const ticks: number[] = []
  for (let at = Math.ceil((from + margin) / every) * every; at <= to - margin; at += every) ticks.push(at)
  return ticks
}
