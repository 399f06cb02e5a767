import { ChevronLeft, ChevronRight, Clock, ZoomOut } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { zoneAt } from '../format.ts'
import { t } from '../messages/index.ts'
import { useChangeSearch, useCommonSearch } from './use-common-search.ts'
import { type Ends, rangeLabel, rangeOf, stepped, widened } from './window.ts'

const TimePopover = lazy(() => import('./TimePopover.tsx'))

/** The window of time: where it is, one step back and forth, wider, and the picker behind its name. */
export function TimeRange() {
  const search = useCommonSearch()
  const change = useChangeSearch()
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const now = Date.now() / 1000
  const range = rangeOf(search, now)
  const go = (ends: Ends | null) => {
    if (ends) change({ from: ends.from, to: ends.to === 'now' ? undefined : ends.to })
  }
  const label = rangeLabel(search, now)
  const zone = zoneAt(now, search.tz)
  const zoned = (range.ok && !range.relative) || label.endsWith(zone) ? label : `${label} · ${zone}`
  return (
    <fieldset aria-label={t('shell.time')} className="flex">
      <button
        type="button"
        className="btn rounded-r-none px-1.5"
        onClick={() => go(stepped(range, -1, now))}
        aria-label={t('shell.time.back')}
        title={t('shell.time.back')}
      >
        <ChevronLeft aria-hidden size={16} />
      </button>
      <button
        ref={trigger}
        type="button"
        className="btn rounded-none max-sm:px-2 border-x-0"
        onClick={() => setOpen(!open)}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        <Clock aria-hidden size={16} className="max-sm:hidden" />
        <span className="max-w-72 max-sm:max-w-44 truncate">{zoned}</span>
      </button>
      <button
        type="button"
        className="btn rounded-none px-1.5 max-sm:rounded-r-md sm:border-r-0"
        onClick={() => go(stepped(range, 1, now))}
        disabled={range.ok && range.relative && range.to >= now - 1}
        aria-label={t('shell.time.forward')}
        title={t('shell.time.forward')}
      >
        <ChevronRight aria-hidden size={16} />
      </button>
      <button
        type="button"
        className="btn rounded-l-none px-1.5 max-sm:hidden"
        onClick={() => go(widened(range, now))}
        aria-label={t('shell.time.wider')}
        title={t('shell.time.wider')}
      >
        <ZoomOut aria-hidden size={16} />
      </button>
      {open && (
        <Suspense fallback={null}>
          <TimePopover trigger={trigger} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </fieldset>
  )
}
