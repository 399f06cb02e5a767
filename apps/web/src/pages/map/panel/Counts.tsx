import { count, outOf, percent, rate } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { ClassMark } from '../../../ui/ClassMark.tsx'
import { classes } from '../../../ui/response-class.ts'
import { Part } from './Panel.tsx'
import type { Subject } from './subject.ts'

const bar = { ok: 'bg-ok', error: 'bg-error', throttle: 'bg-throttle', fault: 'bg-fault' } as const

/** How many ended how: a bar, and the same in words. */
export function Counts({ subject }: { subject: Subject }) {
  const { counts } = subject.figures
  const title = t(
    subject.kind === 'node'
      ? 'map.panel.counts'
      : subject.edge?.kind === 'link'
        ? 'map.panel.counts.messages'
        : 'map.panel.counts.calls',
  )
  if (counts.total === 0) {
    return subject.sentence ? null : (
      <Part title={title}>
        <p className="text-sm text-ink-soft">{t('map.panel.none')}</p>
      </Part>
    )
  }
  return (
    <Part title={title}>
      <p className="num text-sm text-ink-soft">
        {t('map.panel.rate', { count: counts.total, rate: rate(subject.figures.rate) })}
      </p>
      <div aria-hidden="true" className="swatch my-1.5 flex h-2.5 gap-px overflow-hidden rounded-full bg-line">
        {classes.map((name) =>
          counts[name] > 0 ? (
            <span
              key={name}
              className={bar[name]}
              style={{ width: `${(counts[name] / counts.total) * 100}%`, minWidth: 4 }}
            />
          ) : null,
        )}
      </div>
      <dl className="num grid grid-cols-2 gap-x-4 gap-y-1 text-sm">
        {classes.map((name) => (
          <div key={name} className="flex items-center gap-1.5">
            <ClassMark of={name} />
            <dt>{t(`map.class.${name}`)}</dt>
            <dd className="ml-auto">
              {t('map.panel.class.figure', {
                count: count(counts[name]),
                share: percent(counts[name] / counts.total),
                of: outOf(counts[name] / counts.total),
              })}
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}
