import type { EntityReply } from '@roentgen/contract'
import { format } from '@roentgen/filter'
import { Link } from '@tanstack/react-router'
import { t } from '../../../messages/index.ts'

type Value = EntityReply['annotations'][number][1]

/** The filter that finds traces with this annotation. */
export const annotationFilter = (key: string, value: Value): string =>
  format({
    kind: 'annotation',
    key,
    test:
      typeof value === 'string'
        ? { operator: '=', value }
        : typeof value === 'number'
          ? { operator: '=', value }
          : { operator: '=', value },
  })

export function Annotations({ annotations }: { annotations: EntityReply['annotations'] }) {
  if (annotations.length === 0) return <p className="text-sm text-ink-soft">{t('trace.annotations.none')}</p>
  return (
    <table className="w-full table-fixed text-left text-sm">
      <thead className="text-xs text-ink-soft">
        <tr>
          <th scope="col" className="w-2/5 py-1 font-normal">
            {t('trace.annotations.key')}
          </th>
          <th scope="col" className="py-1 font-normal">
            {t('trace.annotations.value')}
          </th>
        </tr>
      </thead>
      <tbody>
        {annotations.map(([key, value]) => (
          <tr key={`${key} ${String(value)}`} className="border-t border-line align-top">
            <th scope="row" className="py-1 pr-2 font-normal break-words">
              {key}
            </th>
            <td className="py-1 break-words">
              <Link
                to="/traces"
                search={{ filter: annotationFilter(key, value) }}
                title={t('trace.annotations.find', { key, value: String(value) })}
              >
                {String(value)}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
