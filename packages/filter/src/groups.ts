/** Puts the expressions of groups where `group.name` and `group.arn` speak of them. */
import { DEPTH_LIMIT, parse } from './parse.ts'
import { FilterSyntaxError, guarded } from './syntax-error.ts'
import type { FilterExpression, FilterNode, ParseResult } from './tree.ts'
import { WEIGHT_LIMIT, weightOf } from './weight.ts'

/**
 * Levels of a tree, as deep as that of a text can be: each level of nesting holds an OR of ANDs at most, the last one braces. Each text keeps
 * to it by itself, but groups within groups add up.
 */
const TREE_DEPTH_LIMIT = 2 * (DEPTH_LIMIT + 3)

export type GroupReference = { readonly by: 'name' | 'arn'; readonly value: string }

/** A group as its owner knows it. `id` tells groups apart, however they are referred to. */
export type GroupFilter = { readonly id: string; readonly expression: string }

/** Null: there is no such group. */
export type GroupLookup = (reference: GroupReference) => GroupFilter | null

/**
 * The same expression without `group` nodes. An unknown group, a broken one and groups that refer to each other are errors at the place
 * where the expression names the group. `!=` means: not in that group. An empty group expression, as that of Default, matches everything.
 */
export function spliceGroups(expression: FilterExpression, lookup: GroupLookup): ParseResult {
  if (expression.tree === null) return { ok: true, expression }
  const { tree } = expression
  return guarded(() => {
    const spliced = splice(tree, new Splicing(lookup), 0)
    return { ok: true, expression: { ...expression, tree: isAlways(spliced) ? null : spliced } }
  })
}

/** Which groups an expression speaks of, for a caller who has to fetch them first. */
export function groupsIn(tree: FilterNode | null): GroupReference[] {
  if (tree === null) return []
  switch (tree.kind) {
    case 'and':
    case 'or':
      return tree.terms.flatMap(groupsIn)
    case 'not':
      return groupsIn(tree.term)
    case 'group':
      return [{ by: tree.by, value: tree.value }]
    default:
      return []
  }
}

type Group = Extract<FilterNode, { kind: 'group' }>

class Splicing {
  /** The groups we are inside of, outermost first. */
  readonly inside: readonly string[]
  readonly #lookup: GroupLookup
  readonly #done: Map<string, FilterNode>
  readonly #size: { weight: number }

  constructor(
    lookup: GroupLookup,
    inside: readonly string[] = [],
    done = new Map<string, FilterNode>(),
    size = { weight: 0 },
  ) {
    this.#lookup = lookup
    this.inside = inside
    this.#done = done
    this.#size = size
  }

  /** `level`: how many levels are above the group. */
  treeOf(group: Group, level: number): FilterNode {
    const found = this.#lookup({ by: group.by, value: group.value })
    const name = JSON.stringify(group.value)
    if (found === null) throw new FilterSyntaxError(`There is no group ${name}.`, group.at)
    if (this.inside.includes(found.id)) {
      throw new FilterSyntaxError(`The group ${name} refers to itself, or to a group that refers to it.`, group.at)
    }
    const known = this.#done.get(found.id)
    if (known !== undefined) return this.#limited(known, group, level)
    const parsed = parse(found.expression)
    if (!parsed.ok) {
      const { message, at } = parsed.error
      const place = `at character ${at.start + 1} of its expression`
      throw new FilterSyntaxError(`The group ${name} cannot be read: ${message} (${place})`, group.at)
    }
    const { tree } = parsed.expression
    const spliced = tree === null ? ALWAYS : this.#within(found.id, tree, group, level)
    this.#done.set(found.id, spliced)
    return this.#limited(spliced, group, level)
  }

  /** What is wrong in a group that a group speaks of is told at the place in the text that the asker wrote. */
  #within(id: string, tree: FilterNode, group: Group, level: number): FilterNode {
    const deeper = new Splicing(this.#lookup, [...this.inside, id], this.#done, this.#size)
    const result = guarded(() => ({ ok: true as const, tree: splice(tree, deeper, level) }))
    if (result.ok) return result.tree
    throw new FilterSyntaxError(result.error.message, group.at)
  }

  /** Groups that speak of each other many times over would grow beyond all bounds. */
  #limited(tree: FilterNode, group: Group, level: number): FilterNode {
    if (level + depthOf(tree) > TREE_DEPTH_LIMIT) throw tooDeep(group)
    this.#size.weight += weightOf(tree)
    if (this.#size.weight > WEIGHT_LIMIT) {
      const message = 'With its groups spelled out this filter asks too much at once.'
      throw new FilterSyntaxError(message, group.at)
    }
    return tree
  }
}

const tooDeep = (group: Group) =>
  new FilterSyntaxError('With its groups spelled out this filter nests too deep.', group.at)

function depthOf(tree: FilterNode): number {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return 1 + tree.terms.reduce((deepest, term) => Math.max(deepest, depthOf(term)), 0)
    case 'not':
      return 1 + depthOf(tree.term)
    case 'service':
    case 'edge':
    case 'rootcause':
      return 1 + (tree.block === null ? 0 : depthOf(tree.block))
    default:
      return 1
  }
}

/** AND of nothing holds always, OR of nothing never; both vanish or take over as soon as they meet something else. */
const ALWAYS: FilterNode = { kind: 'and', terms: [] }
const NEVER: FilterNode = { kind: 'or', terms: [] }
const isAlways = (tree: FilterNode): boolean => tree.kind === 'and' && tree.terms.length === 0
const isNever = (tree: FilterNode): boolean => tree.kind === 'or' && tree.terms.length === 0

function splice(tree: FilterNode, splicing: Splicing, level: number): FilterNode {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return combined(
        tree.kind,
        tree.terms.map((term) => splice(term, splicing, level + 1)),
      )
    case 'not':
      if (tree.term.kind === 'not') return splice(tree.term.term, splicing, level)
      return negated(splice(tree.term, splicing, level + 1))
    case 'group': {
      const isNegated = tree.operator !== '='
      // On the way down as well: the stack ends before the tree is there to be measured.
      const above = isNegated ? level + 1 : level
      if (above >= TREE_DEPTH_LIMIT) throw tooDeep(tree)
      const inside = splicing.treeOf(tree, above)
      return isNegated ? negated(inside) : inside
    }
    default:
      return tree
  }
}

function combined(kind: 'and' | 'or', terms: readonly FilterNode[]): FilterNode {
  const [neutral, absorbing] = kind === 'and' ? [isAlways, isNever] : [isNever, isAlways]
  const decided = terms.find(absorbing)
  if (decided !== undefined) return decided
  // Flat, as the parser makes them.
  const kept = terms.filter((term) => !neutral(term)).flatMap((term) => (term.kind === kind ? term.terms : [term]))
  if (kept.length === 0) return kind === 'and' ? ALWAYS : NEVER
  return kept.length === 1 ? kept[0]! : { kind, terms: kept }
}

function negated(term: FilterNode): FilterNode {
  if (isAlways(term)) return NEVER
  if (isNever(term)) return ALWAYS
  return term.kind === 'not' ? term.term : { kind: 'not', term }
}
