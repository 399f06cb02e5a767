import { duration, percent, rate } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { bounds, type Scaled } from './scale.ts'

const written: Readonly<Record<Scaled, (bound: number) => string>> = {
  latency: duration,
  errors: percent,
  traffic: rate,
}

/** The five steps in words, for the legend and for whoever exports it. */
export function stepWords(by: Scaled): string[] {
  const [first, ...rest] = bounds[by]
  const text = written[by]
  const none = by === 'errors'
  return [
    none ? t('encodings.step.none') : t('encodings.step.under', { bound: text(first) }),
    ...rest.map((bound, i) =>
      none && i === 0
        ? t('encodings.step.under', { bound: text(bound) })
        : t('encodings.step.between', { from: text(bounds[by][i] ?? 0), to: text(bound) }),
    ),
    t('encodings.step.over', { bound: text(bounds[by][3]) }),
  ]
}
