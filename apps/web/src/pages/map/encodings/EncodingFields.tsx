import { useNavigate } from '@tanstack/react-router'
import { t } from '../../../messages/index.ts'
import { colorings } from './scale.ts'
import { sizings } from './size.ts'
import { useEncoding } from './use-encoding.ts'

/** What colour and size tell: two choices beside the legend that explains them. */
export function EncodingFields() {
  const { color, size } = useEncoding()
  const navigate = useNavigate({ from: '/map' })
  const change = (part: {
    color?: (typeof colorings)[number] | undefined
    size?: (typeof sizings)[number] | undefined
  }) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false })
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1">
      <label className="inline-flex items-center gap-1">
        {t('encodings.color')}
        <select
          className="field min-h-6 py-0 text-xs"
          value={color}
          onChange={(event) => {
            const next = colorings.find((one) => one === event.target.value)
            change({ color: next === 'health' ? undefined : next })
          }}
        >
          {colorings.map((one) => (
            <option key={one} value={one}>
              {t(`encodings.color.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="inline-flex items-center gap-1">
        {t('encodings.size')}
        <select
          className="field min-h-6 py-0 text-xs"
          value={size}
          onChange={(event) => {
            const next = sizings.find((one) => one === event.target.value)
            change({ size: next === 'none' ? undefined : next })
          }}
        >
          {sizings.map((one) => (
            <option key={one} value={one}>
              {t(`encodings.size.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </span>
  )
}
