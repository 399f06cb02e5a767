/** Ready pieces of filters: whole ones are applied at once; of others the part between guillemets is selected, to be typed over first. */
import type { MessageKey } from '../../messages/index.ts'

export type Piece = { readonly label: MessageKey; readonly text: string }

export const pieces: readonly Piece[] = [
  { label: 'traces.filter.piece.fault', text: 'fault' },
  { label: 'traces.filter.piece.error', text: 'error' },
  { label: 'traces.filter.piece.throttle', text: 'throttle' },
  { label: 'traces.filter.piece.anyFault', text: 'service() { fault }' },
  { label: 'traces.filter.piece.slow', text: 'responsetime > 1' },
  { label: 'traces.filter.piece.service', text: 'service("«orders»")' },
  { label: 'traces.filter.piece.user', text: 'user = "«u-17»"' },
  { label: 'traces.filter.piece.url', text: 'http.url CONTAINS "«/api/»"' },
  { label: 'traces.filter.piece.annotation', text: 'annotation[«order»] = "«»"' },
  { label: 'traces.filter.piece.partial', text: 'partial' },
]

export type Inserted = {
  readonly text: string
  readonly select: readonly [start: number, end: number]
  /** Nothing in the piece is to be typed over. */
  readonly whole: boolean
}

/** The text with the piece added by AND, and what to select in it. */
export function withPiece(text: string, piece: string): Inserted {
  const before = text.trimEnd()
  const lead = before === '' ? '' : /(?:\b(?:and|or)|[!({])$/i.test(before) ? `${before} ` : `${before} AND `
  const open = piece.indexOf('«')
  const close = piece.indexOf('»')
  const plain = piece.replace(/[«»]/g, '')
  const select: readonly [number, number] =
    open < 0 ? [lead.length + plain.length, lead.length + plain.length] : [lead.length + open, lead.length + close - 1]
  return { text: lead + plain, select, whole: open < 0 }
}
