import type { GraphReply, SloState } from '@roentgen/contract'
import { useSearch } from '@tanstack/react-router'
import { Check, CircleSlash, X } from 'lucide-react'
import { duration, percent, timeSpan } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { Part } from './Panel.tsx'

/** A request that was slow and failed counts twice against it: the other end of what is possible; `none`: there is but one. */
const mostOf = ({ goodAtMost, total, actual }: SloState): string =>
  goodAtMost === undefined || total === 0 || actual === null || percent(goodAtMost / total) === percent(actual)
    ? 'none'
    : percent(goodAtMost / total)

/** What was promised for this node and how it stands in this window. */
export function Objectives({ slos, window }: { slos: readonly SloState[]; window: GraphReply['window'] }) {
  const { tz } = useSearch({ from: '/map' })
  return (
    <Part title={t('map.panel.objectives')}>
      <p className="mb-1 text-xs text-ink-soft" data-testid="objectives-over">
        {t('map.panel.objectives.over', { span: timeSpan(window.from, window.to, tz) })}
      </p>
      <ul className="flex flex-col gap-2 text-sm" data-testid="objectives">
        {slos.map((slo) => {
          const Icon = slo.met === null ? CircleSlash : slo.met ? Check : X
          const tone = slo.met === null ? 'text-ink-soft' : slo.met ? 'text-ok-text' : 'text-fault-text'
          const state = t(slo.met === null ? 'map.slo.unknown' : slo.met ? 'map.slo.kept' : 'map.slo.broken')
          return (
            <li key={slo.objective} className="flex gap-2">
              <Icon aria-hidden size={18} className={`mt-0.5 shrink-0 ${tone}`} />
              <span>
                <span className="font-semibold">{slo.objective}</span>
                {': '}
                {t('map.panel.objective', {
                  target: percent(slo.target),
                  latency: slo.latency === null ? 'none' : duration(slo.latency),
                  actual:
                    slo.actual === null
                      ? state
                      : t('map.panel.objective.actual', { state, actual: percent(slo.actual), most: mostOf(slo) }),
                })}
                {slo.budgetLeft !== null && (
                  <span className="block text-xs text-ink-soft">
                    {slo.budgetLeft >= 0
                      ? t('map.panel.objective.budget', { left: percent(slo.budgetLeft) })
                      : t('map.panel.objective.overspent', { left: percent(-slo.budgetLeft) })}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
