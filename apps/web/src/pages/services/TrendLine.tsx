import { count, duration } from '../../format.ts'
import { t } from '../../messages/index.ts'
import type { Trend } from './trend.ts'

const width = 120
const height = 24

/** Requests over the window as a line, failures as bars under it; each service by its own most. */
export function TrendLine({ trend, step }: { trend: Trend; step: number }) {
  const { total, bad, most, failed } = trend
  if (most === 0) return null
  const wide = width / Math.max(1, total.length)
  const y = (value: number): number => height - 1 - (value / most) * (height - 4)
  const path = total.map((value, i) => `${i === 0 ? 'M' : 'L'}${((i + 0.5) * wide).toFixed(1)} ${y(value).toFixed(1)}`)
  return (
    <svg
      role="img"
      aria-label={t('services.trend', { most: count(most), step: duration(step), failed })}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="block h-6 w-full"
    >
      {bad.map((value, i) =>
        value > 0 ? (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={i}
            x={i * wide + 0.25}
            width={Math.max(1, wide - 0.5)}
            y={Math.min(y(value), height - 3)}
            height={height - Math.min(y(value), height - 3)}
            className="fill-fault"
          />
        ) : null,
      )}
      <path
        d={path.join('')}
        className="fill-none stroke-ink-soft"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
