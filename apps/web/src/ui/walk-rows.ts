import type { KeyboardEvent } from 'react'

/** Up and down from name to name of a table's rows; rows out of sight are drawn before one gets there. */
export function walkRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>('th a, th button')]
  const row = event.target instanceof Element ? event.target.closest('tr') : null
  const at = names.findIndex((name) => row?.contains(name))
  const next = at < 0 ? undefined : names[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
}
