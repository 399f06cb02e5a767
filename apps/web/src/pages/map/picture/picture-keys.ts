/** Keys of the map about what it shows: O opens a group and closes the one a node came out of, F shows the neighbourhood. */
import { isFoldId } from '@roentgen/picture'
import type { KeyboardEvent } from 'react'

export type PictureKeys = {
  readonly withinOf: (id: string) => string | undefined
  readonly onOpen: (group: string) => void
  readonly onClose: (group: string) => void
  readonly onFocus: (node: string) => void
}

/** True when the key was one of these. */
export function pictureKey(event: KeyboardEvent, focused: string | null, keys: PictureKeys | undefined): boolean {
  if (!keys || focused === null) return false
  const key = event.key.toLowerCase()
  if (key === 'o') {
    const group = isFoldId(focused) ? undefined : keys.withinOf(focused)
    if (isFoldId(focused)) keys.onOpen(focused)
    else if (group !== undefined) keys.onClose(group)
    else return false
  } else if (key === 'f' && !isFoldId(focused)) keys.onFocus(focused)
  else return false
  event.preventDefault()
  return true
}
