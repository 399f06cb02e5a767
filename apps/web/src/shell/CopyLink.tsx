import { Link2, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { t } from '../messages/index.ts'
import { linkToThis } from './link-to-this.ts'
import { useCommonSearch } from './use-common-search.ts'

/** The address of this view. A window that moves with the clock is pinned, so that the colleague sees the same minutes; with Shift it stays as it is. */
export function CopyLink({ icon: Icon = Link2 }: { icon?: LucideIcon }) {
  const search = useCommonSearch()
  const [said, setSaid] = useState<'' | 'pinned' | 'as-is' | 'failed'>('')
  const copy = async (asIs: boolean) => {
    const { href, pinned } = linkToThis(search, window.location.href, Date.now() / 1000, asIs)
    try {
      await navigator.clipboard.writeText(href)
      setSaid(pinned ? 'pinned' : 'as-is')
    } catch {
      setSaid('failed')
    }
    setTimeout(() => setSaid(''), 4000)
  }
  return (
    <span className="relative">
      <button
        type="button"
        className="btn"
        onClick={(event) => void copy(event.shiftKey)}
        aria-label={t('shell.copy')}
        title={t('shell.copy.title')}
      >
        <Icon aria-hidden size={16} />
      </button>
      <span role="status" className="absolute top-full right-0 z-20">
        {said !== '' && (
          <span className="mt-1 block w-max max-w-60 rounded-md border border-line bg-raised p-2 text-xs shadow">
            {t(`shell.copy.${said}`)}
          </span>
        )}
      </span>
    </span>
  )
}
