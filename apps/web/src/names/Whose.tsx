/** Whose a service is, in one line, and the way to say so. */
import type { GraphNodeShape, Label } from '@roentgen/contract'
import { Pencil } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { t } from '../messages/index.ts'

const NameEditor = lazy(() => import('./NameEditor.tsx'))

export function Whose({ node, nodes }: { node: GraphNodeShape; nodes: readonly GraphNodeShape[] }) {
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const button = useRef<HTMLButtonElement>(null)
  const { label } = node
  const close = (words = '') => {
    setOpen(false)
    setSaid(words)
    button.current?.focus()
  }
  return (
    <div className="-mt-3 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm" data-testid="whose">
      {label && <WhoseWords label={label} />}
      <button
        ref={button}
        type="button"
        className="inline-flex items-center gap-1 rounded text-accent underline-offset-2 hover:underline"
        onClick={() => {
          setSaid('')
          setOpen(true)
        }}
      >
        <Pencil aria-hidden size={13} />
        {t(label ? 'names.edit' : 'names.give')}
      </button>
      <span role="status" className="sr-only">
        {said}
      </span>
      {open && (
        <Suspense fallback={null}>
          <NameEditor node={node} nodes={nodes} onClose={close} onDone={close} />
        </Suspense>
      )}
    </div>
  )
}

function WhoseWords({ label }: { label: Label }) {
  const { owner, team, domain, contact } = label
  const words = [
    team && t('names.of.team', { team }),
    owner && t('names.of.owner', { owner }),
    domain && t('names.of.domain', { domain }),
  ].filter((part) => part !== null && part !== '')
  if (words.length === 0 && contact === null) return null
  return (
    <span className="min-w-0 break-words">
      {words.join(' · ')}
      {words.length > 0 && contact !== null && ' · '}
      {contact !== null && (
        <a href={contact} target="_blank" rel="noopener noreferrer">
          {t('names.ask')}
        </a>
      )}
    </span>
  )
}
