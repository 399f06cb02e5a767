/** A tree back to text, with no more parentheses than it needs. `parse(format(tree))` is the same tree. */
import { unreachable } from '@roentgen/trace'
import type { AnnotationOperand, FilterNode, NodePattern, RootCausePattern } from './tree.ts'

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
  // Only splicing groups makes lists of nothing: never, and always.
  if ((tree.kind === 'or' || tree.kind === 'and') && tree.terms.length === 0) {
    return parenthesize(tree.kind === 'or' ? 'ok AND !ok' : 'ok OR !ok', place !== 'or')
  }
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
      return `${tree.field} ${tree.operator} ${literal(tree.value)}`
    case 'string':
      return `${tree.field} ${tree.operator} ${quote(tree.value)}`
    case 'present':
      return tree.field
    case 'annotation':
      return annotation(tree)
    case 'in':
      return `${'key' in tree.operand ? operand(tree.operand) : tree.operand.field} IN (${tree.operand.values.map(literal).join(', ')})`
    case 'rootcause':
      return `rootcause.${tree.of}.${tree.element}${block(tree.block)}`
    case 'rootcause-json':
      return `rootcause.json ${tree.operator} #[${tree.patterns.map((cause: RootCausePattern) => JSON.stringify(cause)).join(', ')}]`
    case 'group':
      return `group.${tree.by} ${tree.operator} ${quote(tree.value)}`
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
  if (tree.test === undefined) return operand(tree)
  return `${operand(tree)} ${tree.test.operator} ${literal(tree.test.value)}`
}

function operand({ key, side }: AnnotationOperand): string {
  return `${side === undefined ? '' : `${side}.`}annotation[${annotationKey(key)}]`
}

/** JSON has no word for infinity; a number too large for it is one. */
function literal(value: string | number | boolean): string {
  if (typeof value === 'string') return quote(value)
  return typeof value === 'number' && !Number.isFinite(value) ? `${value < 0 ? '-' : ''}1e999` : String(value)
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
