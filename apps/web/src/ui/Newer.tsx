import { t } from '../messages/index.ts'

/** What a list at rest holds back, and the way to it. */
export function Newer({ count, onShow }: { count: number; onShow: () => void }) {
  if (count === 0) return null
  return (
    <button type="button" className="btn min-h-7 px-2 py-0.5 text-sm" onClick={onShow}>
      {t('list.newer', { count })}
    </button>
  )
}
