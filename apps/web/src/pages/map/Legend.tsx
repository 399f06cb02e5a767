import { t } from '../../messages/index.ts'
import { ClassMark } from '../../ui/ClassMark.tsx'
import { classes } from '../../ui/response-class.ts'
import { EncodingFields } from './encodings/EncodingFields.tsx'
import { ScaleLegend } from './encodings/ScaleLegend.tsx'
import { useEncoding } from './encodings/use-encoding.ts'

type LegendProps = {
  /** There is nothing to choose. */
  readonly fixed?: boolean
  /** There are some. */
  readonly pins?: boolean
  /** Which of them came or went since an earlier time; null: nothing is compared, or nothing changed. */
  readonly changes?: { readonly nodes: boolean; readonly edges: boolean } | null
}

/** What colours, shapes, sizes and lines mean, and what they are to mean; folds away. */
export function Legend({ fixed = false, pins = false, changes = null }: LegendProps) {
  const { color, size } = useEncoding()
  return (
    <div className="absolute bottom-2 left-2 z-10 flex max-w-[min(100%-4rem,48rem)] flex-wrap items-start gap-x-3 gap-y-1 rounded-md border border-line bg-raised/95 px-2 py-1 text-xs">
      {!fixed && (
        <div className="contents max-sm:hidden">
          <EncodingFields />
        </div>
      )}
      <details className="max-w-[34rem] self-center">
        <summary className="flex cursor-pointer flex-wrap gap-x-3 gap-y-1">
          <span className="font-semibold">{t('map.legend')}</span>
          {classes.map((name) => (
            <span key={name} className="inline-flex items-center gap-1 max-sm:hidden">
              <ClassMark of={name} /> {t(`map.class.${name}`)}
            </span>
          ))}
        </summary>
        {/* On a phone they would cover the map. */}
        {!fixed && (
          <div className="mt-1 flex flex-col gap-1 sm:hidden">
            <EncodingFields />
          </div>
        )}
        <ul className="mt-1 flex max-w-80 flex-col gap-0.5 border-t border-line pt-1 text-ink-soft">
          {classes.map((name) => (
            <li key={name} className="flex items-center gap-1">
              <ClassMark of={name} /> {t(`encodings.class.${name}`)}
            </li>
          ))}
          <li>{t('map.legend.percent')}</li>
          <li>{t('map.legend.slo')}</li>
          <li>{t('map.legend.inferred')}</li>
          <li>{t('picture.legend')}</li>
          {pins && <li>{t('map.legend.pinned')}</li>}
          {changes && <li>{t('compare.legend')}</li>}
          {changes?.nodes && <li>{t('compare.legend.nodes')}</li>}
          {changes?.edges && <li>{t('compare.legend.edges')}</li>}
          <li>{t('map.legend.link')}</li>
          <li>{t('map.legend.width')}</li>
          {size !== 'none' && <li>{t(`encodings.legend.size.${size}`)}</li>}
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
      {color !== 'health' && (
        <p data-testid="scale" className="flex basis-full flex-wrap gap-x-3 gap-y-1">
          <ScaleLegend by={color} />
        </p>
      )}
    </div>
  )
}
