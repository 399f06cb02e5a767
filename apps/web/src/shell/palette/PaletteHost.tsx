/** Where the palette opens from: its keys on every page, its button in the header, and what is said after it has gone. */
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { isTyping } from '../is-typing.ts'

const Palette = lazy(() => import('./Palette.tsx'))

const openEvent = 'roentgen-palette'
export const openPalette = (): void => void document.dispatchEvent(new Event(openEvent))

const saidMs = 5000

export function PaletteHost({ onHelp }: { onHelp: () => void }) {
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const chord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (chord && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen((was) => !was)
      } else if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey) {
        // Another dialog keeps its own keys.
        if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return
        event.preventDefault()
        setOpen(true)
      }
    }
    const show = () => setOpen(true)
    document.addEventListener('keydown', onKey)
    document.addEventListener(openEvent, show)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener(openEvent, show)
    }
  }, [])

  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => setSaid(''), saidMs)
    return () => clearTimeout(timer)
  }, [said])

  const close = useCallback(() => {
    setOpen(false)
    // The focus goes back to where it was; where that is no more, to the new page.
    setTimeout(() => {
      if (document.activeElement === document.body) document.getElementById('main')?.focus()
    }, 200)
  }, [])

  return (
    <>
      <span role="status" className="fixed bottom-4 left-1/2 z-50 -translate-x-1/2">
        {said !== '' && (
          <span className="block max-w-80 rounded-md border border-line bg-raised p-2 text-sm shadow-lg">{said}</span>
        )}
      </span>
      {open && (
        <Suspense fallback={null}>
          <Palette onClose={close} onSaid={setSaid} onHelp={onHelp} />
        </Suspense>
      )}
    </>
  )
}
