import { Ellipsis } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { t } from '../messages/index.ts'
import { useNarrow } from './use-narrow.ts'

/** Controls that a wide page shows in a row, and a narrow one behind one button, so that what the page is about comes first. `isInUse`: one of them has something to say. */
export function More({ isInUse = false, children }: { isInUse?: boolean; children: ReactNode }) {
  const narrow = useNarrow()
  const [chosen, setChosen] = useState<boolean | null>(null)
  if (!narrow) return children
  const open = chosen ?? isInUse
  return (
    <>
      <button type="button" className="btn" aria-expanded={open} onClick={() => setChosen(!open)}>
        <Ellipsis aria-hidden size={16} />
        <span className="sr-only">{t('shell.more')}</span>
      </button>
      {open && children}
    </>
  )
}
