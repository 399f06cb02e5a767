/** In the row above the map: only what is unwell, and everything else behind one button. */
import { isUnwell } from '@roentgen/picture'
import { useQuery } from '@tanstack/react-query'
import { Eye, HeartPulse } from 'lucide-react'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { t } from '../../../messages/index.ts'
import { groupsQuery } from '../../../queries.ts'
import type { PictureSearch, Shown } from './use-picture.ts'

const ShowPopover = lazy(() => import('./ShowPopover.tsx'))

type Props = {
  readonly search: PictureSearch
  readonly shown: Shown
  readonly source: string | undefined
  readonly onChange: (change: PictureSearch) => void
}

export function ShowControls({ search, shown, source, onChange }: Props) {
  const groups = useQuery(groupsQuery(source))
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const unwell = useMemo(
    () => shown.whole.nodes.reduce((sum, node) => sum + (node.group?.unwell ?? Number(isUnwell(node))), 0),
    [shown.whole],
  )
  const only = search.only === 'unwell'
  return (
    <>
      {(unwell > 0 || only) && (
        <button
          type="button"
          className="btn"
          aria-pressed={only}
          title={t('picture.only.title')}
          onClick={() => onChange({ only: only ? undefined : 'unwell' })}
        >
          <HeartPulse aria-hidden size={16} />
          {t('picture.only', { count: unwell })}
        </button>
      )}
      <button
        ref={trigger}
        type="button"
        className="btn"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Eye aria-hidden size={16} />
        {t('picture.show')}
      </button>
      {open && (
        <Suspense>
          <ShowPopover
            trigger={trigger}
            onClose={() => setOpen(false)}
            search={search}
            drawn={shown}
            hasGroups={groups.data?.groups.some((one) => one.filter !== null) ?? false}
            onChange={onChange}
          />
        </Suspense>
      )}
    </>
  )
}
