/** Where the map would be empty: whether that is good news, and the way back. */
import { t } from '../../../messages/index.ts'
import type { PictureSearch } from './use-picture.ts'

export const everything = {
  hide: undefined,
  focus: undefined,
  hops: undefined,
  way: undefined,
  only: undefined,
} as const satisfies PictureSearch

export function NothingLeft({
  only,
  onChange,
}: {
  only: 'unwell' | undefined
  onChange: (change: PictureSearch) => void
}) {
  return (
    <div className="m-auto flex flex-col items-center gap-3 p-6 text-center">
      <p className="text-lg font-semibold">{t(only ? 'picture.nothing.unwell' : 'picture.nothing.left')}</p>
      <button type="button" className="btn" onClick={() => onChange(everything)}>
        {t('picture.hidden.undo')}
      </button>
    </div>
  )
}
