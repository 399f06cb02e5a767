import type { SearchOf } from '../../search.ts'

/** What of a trace one sees, as it stands in the link. */
export type TraceState = Pick<SearchOf<'/traces/$id'>, 'span' | 'q' | 'tab' | 'view' | 'fold' | 'zoom' | 'path'>

/** `replace`: while typing, dragging or stepping; otherwise the change is an entry of the history. */
export type OnState = (change: TraceState, options?: { readonly replace?: boolean }) => void
