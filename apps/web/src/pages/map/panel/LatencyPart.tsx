import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { duration, percent } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { bins, countBetween } from '../../../ui/bins.ts'
import { Histogram } from '../../../ui/Histogram.tsx'
import type { Brush } from '../filters.ts'
import { latencyWords } from './latency-words.ts'
import { Part } from './Panel.tsx'
import { measuredBy, type Subject } from './subject.ts'

/** Percentiles in words, the histogram, and what of it was chosen. */
export function LatencyPart({
  subject,
  brush,
  window,
  onBrush,
}: {
  subject: Subject
  brush: Brush
  window: { readonly filter?: string | undefined }
  onBrush: (brush: Brush, done: boolean) => void
}) {
  // While the hand moves, the choice lives here; the address gets it when the hand is done.
  const [moving, setMoving] = useState<Brush | null>(null)
  const { lo, hi } = moving ?? brush
  const { latency, histogram, counts } = subject.figures
  const bars = useMemo(() => bins(histogram), [histogram])
  if (!latency) return null
  const brushed = lo !== undefined || hi !== undefined
  const inside = countBetween(histogram, lo, hi)
  const chosen = t('map.panel.brushed', {
    count: inside,
    share: percent(counts.total > 0 ? inside / counts.total : 0),
    lo: lo === undefined ? 'none' : 'some',
    hi: hi === undefined ? 'none' : 'some',
    loText: duration(lo),
    hiText: duration(hi),
  })
  const measured = measuredBy(subject)
  return (
    <Part title={t(measured === 'link' ? 'map.panel.waited' : 'map.panel.latency')}>
      <p className="text-sm">
        {latencyWords(subject.figures, measured === 'link')}{' '}
        <span className="text-ink-soft">{t(`map.panel.latency.${measured}`)}</span>
      </p>
      <Histogram
        bins={bars}
        lo={lo}
        hi={hi}
        marks={(['p50', 'p95', 'p99'] as const).map((name) => ({ name, at: latency[name] }))}
        onBrush={(from, to, done) => {
          setMoving(done ? null : { lo: from, hi: to })
          if (done) onBrush({ lo: from, hi: to }, true)
        }}
        words={{
          label: t('map.panel.histogram'),
          low: t('map.panel.low'),
          high: t('map.panel.high'),
          value: duration,
          count: (n, share) => t('map.panel.bar', { count: n, share: percent(share) }),
        }}
      />
      <p role="status" className="text-sm" data-testid="brushed">
        {brushed ? chosen : <span className="text-ink-soft">{t('map.panel.brush-hint')}</span>}
      </p>
      {brushed && (
        <p className="mt-1 flex gap-2">
          <Link
            to="/traces"
            search={{ filter: subject.tracesFilter({ lo, hi }, window.filter ?? '') }}
            className="btn btn-primary"
          >
            {t('map.panel.show-traces')}
          </Link>
          <button type="button" className="btn" onClick={() => onBrush({}, true)}>
            {t('map.panel.brush-clear')}
          </button>
        </p>
      )}
    </Part>
  )
}
