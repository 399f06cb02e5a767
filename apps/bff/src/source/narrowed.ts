/** A filter within a group: both must hold. */
import { allOf, type FilterExpression } from '@roentgen/filter'
import type { SourceFilter, SourceGroup } from './port.ts'

export function narrowed(filter: SourceFilter | null, group: SourceGroup | null): SourceFilter | null {
  const within = group?.filter ?? null
  if (filter === null || within === null) return filter ?? within
  const text = allOf(within.text, filter.text)
  return { text, expression: bothOf(text, within.expression, filter.expression) }
}

/** Null when either is known to the source alone. */
export function bothOf(text: string, a: FilterExpression | null, b: FilterExpression | null): FilterExpression | null {
  if (a === null || b === null) return null
  if (a.tree === null || b.tree === null) return { text, tree: a.tree ?? b.tree }
  return { text, tree: { kind: 'and', terms: [a.tree, b.tree] } }
}
