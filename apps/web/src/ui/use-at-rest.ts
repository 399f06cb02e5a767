/** A list that grows while one reads it stays as it is while a pointer or the focus is in it, and says what it holds back. */
import { type FocusEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'

type Held<T> = { readonly rows: readonly T[]; readonly of: string }

export type AtRest<T> = {
  readonly rows: readonly T[]
  /** Rows that came meanwhile and are not shown. */
  readonly newer: number
  readonly show: () => void
  /** Of the element that holds the list. */
  readonly hand: {
    readonly onPointerMove: () => void
    readonly onPointerLeave: () => void
    readonly onFocus: () => void
    readonly onBlur: (event: FocusEvent) => void
  }
}

/** `of`: what the list is of; of another one nothing is held. `isReady` false: these rows are still those of the one before. */
export function useAtRest<T extends { readonly id: string }>(now: readonly T[], of: string, isReady = true): AtRest<T> {
  const [held, setHeld] = useState<Held<T> | null>(null)
  const inside = useRef({ pointer: false, focus: false })
  const current = useRef({ now, of, isReady })
  current.current = { now, of, isReady }

  const hold = useCallback((by: 'pointer' | 'focus') => {
    inside.current[by] = true
    const { now, of, isReady } = current.current
    if (isReady) setHeld((before) => (before?.of === of ? before : { rows: now, of }))
  }, [])
  const leave = useCallback((by: 'pointer' | 'focus') => {
    inside.current[by] = false
    if (!inside.current.pointer && !inside.current.focus) setHeld(null)
  }, [])
  const hand = useMemo(
    () => ({
      onPointerMove: () => hold('pointer'),
      onPointerLeave: () => leave('pointer'),
      onFocus: () => hold('focus'),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        if (!currentTarget.contains(relatedTarget)) leave('focus')
      },
    }),
    [hold, leave],
  )
  useEffect(() => setHeld((before) => (before && before.of !== of ? null : before)), [of])

  const isHeld = held !== null && held.of === of
  const newer = useMemo(() => {
    if (!isHeld) return 0
    const known = new Set(held.rows.map(({ id }) => id))
    return now.reduce((sum, { id }) => sum + Number(!known.has(id)), 0)
  }, [isHeld, held, now])
  const show = useCallback(() => setHeld({ rows: current.current.now, of: current.current.of }), [])
  return { rows: isHeld ? held.rows : now, newer, show, hand }
}
