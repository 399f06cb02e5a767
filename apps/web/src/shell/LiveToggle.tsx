import { Radio } from 'lucide-react'
import type { LiveState } from '../live.ts'
import { t } from '../messages/index.ts'
import { useChangeSearch, useCommonSearch } from './use-common-search.ts'

/** Pressed: the page follows what arrives. Switching it on for a fixed window moves the window to now. */
export function LiveToggle({ state }: { state: LiveState }) {
  const search = useCommonSearch()
  const change = useChangeSearch()
  const on = state !== 'off'
  const toggle = () => {
    if (on) change({ live: '0' })
    else if ((search.to ?? 'now') === 'now') change({ live: undefined })
    else change({ live: undefined, from: undefined, to: undefined })
  }
  return (
    <button type="button" className="btn" aria-pressed={on} onClick={toggle} title={t(`shell.live.${state}`)}>
      <Radio
        aria-hidden
        size={16}
        className={state === 'open' ? 'text-ok' : state === 'lost' ? 'text-fault' : 'text-ink-soft'}
      />
      <span className="max-sm:sr-only">{t('shell.live')}</span>
      {state === 'lost' && <span className="text-fault-text">{t('shell.live.lost-short')}</span>}
    </button>
  )
}
