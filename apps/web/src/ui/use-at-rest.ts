/** A list that grows while one reads it stays as it is while a pointer or the focus is in it, and says what it holds back. */
import { type FocusEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'

type Held<T> = { readonly rows: readonly T[]; readonly of: string }

export type AtRest<T> = {
  readonly rows: readonly T[]
  /** Rows that came meanwhile and are not shown. */
  readonly newer: number
  readonly show: () => void
  /** Of the element that holds the list, and whatever `show` is called by. */
  readonly hand: {
    readonly ref: RefObject<HTMLDivElement | null>
    readonly tabIndex: -1
    readonly onPointerMove: () => void
    readonly onPointerLeave: () => void
    readonly onFocus: () => void
    readonly onBlur: (event: FocusEvent) => void
  }
}

/** `of`: what the list is of; of another one nothing is held. `isReady` false: these rows are still those of the one before. */
export function useAtRest<T extends { readonly id: string }>(now: readonly T[], of: string, isReady = true): AtRest<T> {
  const [held, setHeld] = useState<Held<T> | null>(null)
  const ref = useRef<HTMLDivElement>(null)
  const isOver = useRef(false)
  const current = useRef({ now, of, isReady })
  current.current = { now, of, isReady }

  const hand = useMemo(() => {
    const hold = () => {
      const { now, of, isReady } = current.current
      if (isReady) setHeld((before) => (before?.of === of ? before : { rows: now, of }))
    }
    return {
      ref,
      tabIndex: -1 as const,
      onPointerMove: () => {
        isOver.current = true
        hold()
      },
      // What has the focus and goes (a row that is scrolled away) does not say that it loses it: so it is looked for.
      onPointerLeave: () => {
        isOver.current = false
        if (!ref.current?.contains(document.activeElement)) setHeld(null)
      },
      onFocus: hold,
      onBlur: ({ relatedTarget }: FocusEvent) => {
        if (!isOver.current && !ref.current?.contains(relatedTarget)) setHeld(null)
      },
    }
  }, [])
  useEffect(() => setHeld((before) => (before && before.of !== of ? null : before)), [of])

  const isHeld = held !== null && held.of === of
  const newer = useMemo(() => {
    if (!isHeld) return 0
    const known = new Set(held.rows.map(({ id }) => id))
    return now.reduce((sum, { id }) => sum + Number(!known.has(id)), 0)
  }, [isHeld, held, now])
  const show = useCallback(() => {
    const { now, of } = current.current
    setHeld({ rows: now, of })
    // The button goes with what it told of.
    if (ref.current?.contains(document.activeElement)) ref.current.focus()
  }, [])
  return { rows: isHeld ? held.rows : now, newer, show, hand }
}
