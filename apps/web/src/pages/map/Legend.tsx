import { t } from '../../messages/index.ts'
import { ClassMark } from '../../ui/ClassMark.tsx'
import { classes } from '../../ui/response-class.ts'

/** What colours, shapes and lines mean; folds away on small screens. */
export function Legend() {
  return (
    <details className="absolute bottom-2 left-2 z-10 max-w-72 rounded-md border border-line bg-raised/95 px-2 py-1 text-xs">
      <summary className="flex cursor-pointer flex-wrap gap-x-3 gap-y-1">
        <span className="font-semibold">{t('map.legend')}</span>
        {classes.map((name) => (
          <span key={name} className="inline-flex items-center gap-1 max-sm:hidden">
            <ClassMark of={name} /> {t(`map.class.${name}`)}
          </span>
        ))}
      </summary>
      <ul className="mt-1 flex flex-col gap-0.5 border-t border-line pt-1 text-ink-soft">
        {classes.map((name) => (
          <li key={name} className="flex items-center gap-1 sm:hidden">
            <ClassMark of={name} /> {t(`map.class.${name}`)}
          </li>
        ))}
        <li>{t('map.legend.percent')}</li>
        <li>{t('map.legend.slo')}</li>
        <li>{t('map.legend.inferred')}</li>
        <li>{t('map.legend.link')}</li>
        <li>{t('map.legend.width')}</li>
        <li>{t('map.legend.pinned')}</li>
        <li className="flex items-center gap-1">
          <span
            aria-hidden="true"
            className="swatch inline-block size-2.5 rounded-full border-2"
            style={{ borderColor: 'var(--none)', borderStyle: 'solid' }}
          />
          {t('map.legend.none')}
        </li>
      </ul>
    </details>
  )
}
