/** Expressions for what people click: a node, an edge, a brushed histogram (facts 5.5, last paragraph). */
import type { NodeKey, ResponseClass } from '@roentgen/trace'
import { format } from './format.ts'
import type { FilterNode, NodePattern } from './tree.ts'

export type BuildOptions = {
  /** Any of these classes; empty or absent: every class. */
  readonly classes?: readonly ResponseClass[]
  /** Brushed response times in seconds, both ends included. */
  readonly responseSeconds?: { readonly from?: number; readonly to?: number }
}

export function serviceFilter(node: NodeKey, options: BuildOptions = {}): string {
  return format({ kind: 'service', node: patternOf(node), block: blockOf(options) })
}

export function edgeFilter(from: NodeKey, to: NodeKey, options: BuildOptions = {}): string {
  return format({ kind: 'edge', from: patternOf(from), to: patternOf(to), block: blockOf(options) })
}

/** Both must hold; an empty expression asks for nothing. Broken text is kept as it is, in parentheses, for the parser to explain. */
export function allOf(...expressions: readonly string[]): string {
  const asked = expressions.map((text) => text.trim()).filter((text) => text !== '')
  return asked.length < 2 ? (asked[0] ?? '') : asked.map((text) => `(${text})`).join(' AND ')
}

/** A node without type or account is asked for by name alone: X-Ray has no way to say "none". */
export function patternOf(node: NodeKey): NodePattern {
  return {
    name: node.name,
    ...(node.type === null ? {} : { type: node.type }),
    ...(node.account === null ? {} : { account: node.account }),
  }
}

function blockOf({ classes = [], responseSeconds }: BuildOptions): FilterNode | null {
  const terms: FilterNode[] = []
  const flags = classes.map((field): FilterNode => ({ kind: 'boolean', field, value: true }))
  if (flags.length === 1) terms.push(flags[0]!)
  else if (flags.length > 1) terms.push({ kind: 'or', terms: flags })
  if (responseSeconds?.from !== undefined) {
    terms.push({ kind: 'number', field: 'responsetime', operator: '>=', value: responseSeconds.from })
  }
  if (responseSeconds?.to !== undefined) {
    terms.push({ kind: 'number', field: 'responsetime', operator: '<=', value: responseSeconds.to })
  }
  if (terms.length === 0) return null
  return terms.length === 1 ? terms[0]! : { kind: 'and', terms }
}
