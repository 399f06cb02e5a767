import { Download } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { wordsFor } from '../../../errors.ts'
import { t } from '../../../messages/index.ts'
import { type Offer, useOffers } from '../../../shell/palette/offers.ts'
import { takes } from './kinds.ts'
import type { Taken } from './subject.ts'
import type { Choice } from './TakeMenu.tsx'

const TakeMenu = lazy(() => import('./TakeMenu.tsx'))

/** How long the page says what it did. */
const saidMs = 8000

/** The map as a file, on the clipboard or on paper. What does the work is fetched when the menu is opened. */
export function Export(taken: Taken) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState<{ readonly text: string; readonly failed: boolean } | null>(null)
  const current = useRef(taken)
  current.current = taken

  const choose = useCallback(async (choice: Choice) => {
    if (choice === 'print') {
      globalThis.print()
      return
    }
    setSaid(null)
    try {
      const { take, TakeError } = await import('./take.ts')
      try {
        setSaid({ text: await take(choice, current.current), failed: false })
      } catch (error) {
        if (!(error instanceof TakeError)) throw error
        setSaid({ text: error.message, failed: true })
      }
    } catch (error) {
      setSaid({ text: t('take.failed', { detail: wordsFor(error) }), failed: true })
    }
  }, [])

  useEffect(() => {
    if (!said || said.failed) return
    const timer = setTimeout(() => setSaid(null), saidMs)
    return () => clearTimeout(timer)
  }, [said])

  useOffers(
    useCallback(
      (): readonly Offer[] =>
        [...takes, 'print' as const].map((what) => ({
          id: `export-${what}`,
          label: t('take.offer', { what: t(`take.item.${what}`) }),
          run: () => void choose(what),
        })),
      [choose],
    ),
  )

  return (
    <span className="relative">
      <button
        ref={trigger}
        type="button"
        className="btn"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Download aria-hidden size={16} />
        {t('take.menu')}
      </button>
      <span role={said?.failed ? 'alert' : 'status'} className="absolute top-full right-0 z-20">
        {said && (
          <span
            className={`mt-1 block w-max max-w-72 rounded-md border border-line bg-raised p-2 text-xs shadow [overflow-wrap:anywhere] ${said.failed ? 'text-fault-text' : ''}`}
          >
            {said.text}
          </span>
        )}
      </span>
      {open && (
        <Suspense fallback={null}>
          <TakeMenu trigger={trigger} onChoose={(choice) => void choose(choice)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  )
}
