/** What is selected may be inside of a group: then the group, or the calls between two groups, is what the map marks. */
import type { Drawn } from '@roentgen/picture'

export function markedOnMap(
  selection: { readonly node?: string; readonly edge?: string },
  holder: Drawn['holder'],
): { readonly node?: string; readonly edge?: string } {
  if (selection.node !== undefined) return { node: holder.get(selection.node) ?? selection.node }
  if (selection.edge === undefined) return {}
  const [from = '', to = ''] = selection.edge.split('>')
  const ends = [holder.get(from) ?? from, holder.get(to) ?? to] as const
  // A call inside of a group.
  return ends[0] === ends[1] && ends[0] !== from ? { node: ends[0] } : { edge: ends.join('>') }
}
