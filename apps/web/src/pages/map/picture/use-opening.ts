/** Opening and closing groups, and the neighbourhood of one node: from the canvas, the keyboard and the panel alike. */
import { isFoldId } from '@roentgen/picture'
import type { SearchOf } from '../../../search.ts'
import { toContent } from '../back-to-content.ts'
import type { Selection } from '../MapView.tsx'
import { withClosed, withOpened } from './opened.ts'
import type { PictureKeys } from './picture-keys.ts'
import type { Shown } from './use-picture.ts'

type Search = SearchOf<'/map'>

export function useOpening(search: Search, change: (part: Search) => void) {
  const open = (group: string) => {
    // What was selected is no more to be seen: its members stand there now.
    const gone = search.node === group ? { node: undefined } : {}
    change({ open: withOpened(search.open, group), ...gone })
    toContent()
  }
  const close = (group: string) => change({ open: withClosed(search.open, group) })
  const focus = (node: string | undefined) => change({ focus: node, hops: undefined, way: undefined })
  const keys = (shown: Shown): PictureKeys => ({
    withinOf: shown.withinOf,
    onOpen: open,
    onClose: close,
    onFocus: (node) => focus(search.focus === node ? undefined : node),
  })
  /** True: it was one, and stands open now. */
  const openIfGroup = ({ node }: Selection): boolean => {
    if (node === undefined || !isFoldId(node)) return false
    open(node)
    return true
  }
  return { open, focus, keys, openIfGroup }
}
