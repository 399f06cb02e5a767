/** A message under a filter points with a caret at what it is about, as compilers do. */
const around = 40

/** The piece of text around the place, and a line that marks it from below. */
export function caretLines(
  text: string,
  at: { readonly start: number; readonly end: number },
): readonly [string, string] {
  const start = Math.min(Math.max(0, at.start), text.length)
  const end = Math.min(Math.max(start + 1, at.end), Math.max(start + 1, text.length))
  const from = Math.max(0, start - around)
  const to = Math.min(text.length, end + around)
  const lead = from > 0 ? '…' : ''
  const tail = to < text.length ? '…' : ''
  // Tabs and line breaks would shift what stands below them.
  const piece = text.slice(from, to).replace(/\s/g, ' ')
  const marks = '^'.repeat(Math.min(end, to) - start || 1)
  return [`${lead}${piece}${tail}`, `${' '.repeat(lead.length + start - from)}${marks}`]
}
