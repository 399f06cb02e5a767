import { useQuery } from '@tanstack/react-query'
import { count, duration } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { seriesQuery, type WindowQuery } from '../../../queries.ts'
import { Sparkline } from '../../../ui/Sparkline.tsx'
import { Part } from './Panel.tsx'
import type { Subject } from './subject.ts'

/** The window again, step by step. */
export function SeriesPart({ window, subject }: { window: WindowQuery; subject: Subject }) {
  const series = useQuery(seriesQuery({ ...window, [subject.kind]: subject.id }))
  const points = (series.data?.points ?? []).map((point) => ({
    t: point.t,
    total: point.total,
    bad: point.total - point.ok,
    p95: point.p95,
  }))
  const most = Math.max(0, ...points.map((point) => point.total))
  if (!series.data || most === 0) return null
  const slowest = duration(Math.max(0, ...points.map((point) => point.p95 ?? 0)))
  const bad = points.reduce((sum, point) => sum + point.bad, 0)
  return (
    <Part title={t('map.panel.series')}>
      <Sparkline points={points} label={t('map.panel.series.label', { most: count(most), bad, p95: slowest })} />
      <p className="text-xs text-ink-soft">
        {t('map.panel.series.words', { most: count(most), step: duration(series.data.step), p95: slowest })}
      </p>
    </Part>
  )
}
