/**
 * What a filter costs to answer, in conditions asked of a trace as a whole. The limit lets through all that fits into the 2,000 characters
 * that X-Ray takes, but for what nobody writes: dozens of different blocks that each look through the callers' annotations.
 */
import type { FilterNode } from './tree.ts'

export const WEIGHT_LIMIT = 700

export const WEIGHTS = {
  condition: 1,
  /** In braces: asked of each request, call or piece of a root cause. */
  inBraces: 4,
  /** `source.` and `destination.`: asked of each annotation of each request besides. */
  side: 12,
  /** A regular expression in the store. */
  wildcard: 8,
} as const

export function weightOf(tree: FilterNode | null, inBraces = false): number {
  if (tree === null) return 0
  const own = inBraces ? WEIGHTS.inBraces : WEIGHTS.condition
  switch (tree.kind) {
    case 'and':
    case 'or':
      return tree.terms.reduce((sum, term) => sum + weightOf(term, inBraces), 0)
    case 'not':
      return weightOf(tree.term, inBraces)
    case 'service':
    case 'edge':
    case 'rootcause':
      return own + weightOf(tree.block, true)
    case 'rootcause-json':
      return tree.patterns.length * WEIGHTS.side
    case 'string':
      return own + (tree.operator === 'MATCHES' ? WEIGHTS.wildcard : 0)
    case 'annotation':
      return (
        own + (tree.side === undefined ? 0 : WEIGHTS.side) + (tree.test?.operator === 'MATCHES' ? WEIGHTS.wildcard : 0)
      )
    case 'in':
      return own + ('side' in tree.operand ? WEIGHTS.side : 0)
    default:
      return own
  }
}
