/** A tree back to text, with no more parentheses than it needs. `parse(format(tree))` is the same tree. */
import { unreachable } from '@roentgen/trace'
import type { FilterNode, NodePattern } from './tree.ts'

/** A string literal: JSON's escapes. */
export function quote(text: string): string {
  return JSON.stringify(text)
}

export function format(tree: FilterNode | null): string {
  return tree === null ? '' : print(tree, 'or')
}

/** How tightly the place binds: inside OR anything may stand bare, inside AND an OR needs parentheses, after ! both do. */
type Place = 'or' | 'and' | 'not'

function print(tree: FilterNode, place: Place): string {
  switch (tree.kind) {
    case 'or':
      return parenthesize(tree.terms.map((term) => print(term, 'and')).join(' OR '), place !== 'or')
    case 'and':
      return parenthesize(tree.terms.map((term) => print(term, 'not')).join(' AND '), place === 'not')
    case 'not':
      return `!${print(tree.term, 'not')}`
    case 'boolean':
      return tree.value ? tree.field : `${tree.field} = false`
    case 'number':
      return `${tree.field} ${tree.operator} ${tree.value}`
    case 'string':
      return `${tree.field} ${tree.operator} ${quote(tree.value)}`
    case 'present':
      return tree.field
    case 'annotation':
      return annotation(tree)
    case 'service':
      return `service(${isAny(tree.node) ? '' : pattern(tree.node)})${block(tree.block)}`
    case 'edge': {
      const ends = isAny(tree.from) && isAny(tree.to) ? '' : `${pattern(tree.from)}, ${pattern(tree.to)}`
      return `edge(${ends})${block(tree.block)}`
    }
    default:
      return unreachable(tree)
  }
}

function parenthesize(text: string, needed: boolean): string {
  return needed ? `(${text})` : text
}

function annotation(tree: Extract<FilterNode, { kind: 'annotation' }>): string {
  const operand = `${tree.side === undefined ? '' : `${tree.side}.`}annotation[${annotationKey(tree.key)}]`
  if (tree.test === undefined) return operand
  const { operator, value } = tree.test
  return `${operand} ${operator} ${typeof value === 'string' ? quote(value) : String(value)}`
}

/** Bare where the brackets cannot misread it. */
function annotationKey(key: string): string {
  return key !== key.trim() || key === '' || /["\]]/.test(key) ? quote(key) : key
}

function block(tree: FilterNode | null): string {
  return tree === null ? '' : ` { ${print(tree, 'or')} }`
}

function isAny(node: NodePattern): boolean {
  return node.name === undefined && node.type === undefined && node.account === undefined
}

export function pattern(node: NodePattern): string {
  if (node.name !== undefined && node.type === undefined && node.account === undefined) return quote(node.name)
  const parts: string[] = []
  if (node.name !== undefined) parts.push(`name: ${quote(node.name)}`)
  if (node.type !== undefined) parts.push(`type: ${quote(node.type)}`)
  if (node.account !== undefined) parts.push(`account.id: ${quote(node.account)}`)
  return `id(${parts.join(', ')})`
}
