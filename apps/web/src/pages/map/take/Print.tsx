/** While the page is printed, a sheet of its own stands in place of it. It is fetched when the page has come to rest: paper does not wait. */
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import type { Taken } from './subject.ts'

const restMs = 3000

export function Print(taken: Taken) {
  const Sheet = useRef<ComponentType<Taken> | null>(null)
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const load = async () => {
      Sheet.current ??= (await import('./PrintSheet.tsx')).PrintSheet
    }
    const timer = setTimeout(() => void load().catch(() => undefined), restMs)
    const paper = matchMedia('print')
    // The browser takes the page as it stands when the listener returns.
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    const change = () => void load().then(() => setPrinting(paper.matches))
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    paper.addEventListener('change', change)
    return () => {
      clearTimeout(timer)
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
      paper.removeEventListener('change', change)
    }
  }, [])
  const Loaded = Sheet.current
  return printing && Loaded && taken.positions ? createPortal(<Loaded {...taken} />, document.body) : null
}
