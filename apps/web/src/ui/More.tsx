import { Ellipsis } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { t } from '../messages/index.ts'
import { useNarrow } from './use-narrow.ts'

/** What was opened stays so when the page is drawn anew, in another language for one. */
const opened = new Set<string>()

type MoreProps = {
  readonly id: string
  /** One of the controls has something to say. They do not close when it has said it: a hand may be in them. */
  readonly isInUse?: boolean
  readonly children: ReactNode
}

/** Controls that a wide page shows in a row, and a narrow one behind one button, so that what the page is about comes first. */
export function More({ id, isInUse = false, children }: MoreProps) {
  const narrow = useNarrow()
  const [open, setOpen] = useState(isInUse || opened.has(id))
  useEffect(() => {
    if (isInUse) setOpen(true)
  }, [isInUse])
  if (!narrow) return children
  const toggle = () => {
    setOpen(!open)
    if (open) opened.delete(id)
    else opened.add(id)
  }
  return (
    <>
      <button type="button" className="btn" aria-expanded={open} onClick={toggle}>
        <Ellipsis aria-hidden size={16} />
        <span className="sr-only">{t('shell.more')}</span>
      </button>
      {open && children}
    </>
  )
}
