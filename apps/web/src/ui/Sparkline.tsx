/** Two small pictures over time: requests with what went wrong among them, and the 95th percentile. The sentence beside them says the same. */
export type SparkPoint = {
  readonly t: number
  readonly total: number
  readonly bad: number
  readonly p95: number | null
}

const width = 360
const height = 44

export function Sparkline({ points, label }: { points: readonly SparkPoint[]; label: string }) {
  if (points.length === 0) return null
  const step = width / points.length
  const most = Math.max(1, ...points.map((point) => point.total))
  const slowest = Math.max(1e-9, ...points.map((point) => point.p95 ?? 0))
  const line = points
    .map((point, i) => {
      if (point.p95 === null) return null
      const started = i > 0 && points[i - 1]?.p95 !== null
      return `${started ? 'L' : 'M'}${((i + 0.5) * step).toFixed(1)} ${(height - 2 - (point.p95 / slowest) * (height - 6)).toFixed(1)}`
    })
    .filter((part) => part !== null)
    .join('')
  return (
    <div role="img" aria-label={label} className="flex flex-col gap-1">
      <svg viewBox={`0 0 ${width} ${height}`} className="block w-full" aria-hidden="true" preserveAspectRatio="none">
        {points.map((point, i) => {
          const tall = (point.total / most) * (height - 4)
          const bad = point.total > 0 ? Math.max(point.bad > 0 ? 1.5 : 0, (point.bad / point.total) * tall) : 0
          return (
            <g key={point.t}>
              <rect
                x={i * step + 0.5}
                width={Math.max(0.5, step - 1)}
                y={height - tall}
                height={Math.max(0, tall - bad)}
                className="fill-line-strong opacity-60"
              />
              <rect
                x={i * step + 0.5}
                width={Math.max(0.5, step - 1)}
                y={height - bad}
                height={bad}
                className="fill-fault"
              />
            </g>
          )
        })}
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-line" />
      </svg>
      <svg viewBox={`0 0 ${width} ${height}`} className="block w-full" aria-hidden="true" preserveAspectRatio="none">
        <path d={line} className="fill-none stroke-accent" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-line" />
      </svg>
    </div>
  )
}
