/** A tree to yes or no for each service and each call of a picture. */
import { failsOften } from '@roentgen/slo'
import { matchesPattern, unreachable } from '@roentgen/trace'
import { familyOf } from '../kind-family.ts'
import { namesOf, regionOf } from '../names.ts'
import { nodeKind } from '../node-kind.ts'
import type { Picture, PictureEdge, PictureNode } from '../picture.ts'
import { distances, type Reach, reachOf } from '../reach.ts'
import { isUnwell } from '../unwell.ts'
import type { Measure, TextAttribute } from './attributes.ts'
import type { Expression, NumberOperator, Of, Span, Term, TextOperator } from './tree.ts'

/** Null: the question is not about such a thing, so neither it nor its opposite holds. */
type Answer = boolean | null
type Thing =
  | { readonly node: PictureNode; readonly edge: null }
  | { readonly node: null; readonly edge: PictureEdge; readonly from: PictureNode; readonly to: PictureNode }
type Test = (thing: Thing) => Answer

export type Matches = {
  /** Ids. */
  readonly nodes: ReadonlySet<string>
  readonly edges: ReadonlySet<string>
  /** Names in `hops(…)` and the like that no service of the picture has. */
  readonly unknown: readonly { readonly name: string; readonly at: Span }[]
}

export function matches(tree: Expression, picture: Picture): Matches {
  const context = contextOf(picture)
  const test = testOf(tree, context)
  const byId = new Map(picture.nodes.map((node) => [node.id, node]))
  const nodes = new Set<string>()
  const edges = new Set<string>()
  for (const node of picture.nodes) if (test({ node, edge: null }) === true) nodes.add(node.id)
  for (const edge of picture.edges) {
    const from = byId.get(edge.from)
    const to = byId.get(edge.to)
    if (from && to && test({ node: null, edge, from, to }) === true) edges.add(edge.id)
  }
  return { nodes, edges, unknown: context.unknown }
}

type Context = {
  readonly picture: Picture
  readonly reach: () => Reach
  readonly unknown: { readonly name: string; readonly at: Span }[]
}

function contextOf(picture: Picture): Context {
  let reach: Reach | null = null
  return {
    picture,
    reach: () => {
      reach ??= reachOf(picture)
      return reach
    },
    unknown: [],
  }
}

function testOf(tree: Expression, context: Context): Test {
  switch (tree.kind) {
    case 'and':
      return all(tree.terms.map((term) => testOf(term, context)))
    case 'or':
      return any(tree.terms.map((term) => testOf(term, context)))
    case 'not': {
      const test = testOf(tree.term, context)
      return (thing) => {
        const answer = test(thing)
        return answer === null ? null : !answer
      }
    }
    default:
      return termTest(tree, context)
  }
}

const all =
  (tests: readonly Test[]): Test =>
  (thing) => {
    let answer: Answer = true
    for (const test of tests) {
      const one = test(thing)
      if (one === false) return false
      if (one === null) answer = null
    }
    return answer
  }

const any =
  (tests: readonly Test[]): Test =>
  (thing) => {
    let answer: Answer = false
    for (const test of tests) {
      const one = test(thing)
      if (one === true) return true
      if (one === null) answer = null
    }
    return answer
  }

/** The service that is meant; null where the thing is of the other sort. */
function meant(of: Of, thing: Thing): PictureNode | null {
  if (of === 'node') return thing.node
  if (thing.edge === null) return null
  return of === 'from' ? thing.from : of === 'to' ? thing.to : null
}

function termTest(term: Term, context: Context): Test {
  switch (term.kind) {
    case 'number':
      return (thing) => {
        const bearer = term.of === 'call' ? thing.edge : meant(term.of, thing)
        if (bearer === null) return null
        const figure = measured(term.attribute, bearer)
        return figure !== null && compared(figure, term.operator, term.value)
      }
    case 'text':
      return textTest(term)
    case 'flag':
      return flagTest(term, context)
    case 'word': {
      const inName = pattern(term.text)
      return ({ node }) => (node === null ? null : namesOf(node).some(inName))
    }
    case 'near': {
      const near = nearby(term, context)
      return ({ node }) => (node === null ? null : near(node.id))
    }
    default:
      return unreachable(term)
  }
}

function measured(measure: Measure, { counts, latency, rate }: PictureNode | PictureEdge): number | null {
  switch (measure) {
    case 'p50':
    case 'p95':
    case 'p99':
      return latency?.[measure] ?? null
    case 'rate':
      return rate
    case 'requests':
      return counts.total
    case 'fault%':
      return counts.total > 0 ? counts.fault / counts.total : null
    case 'error%':
      return counts.total > 0 ? counts.error / counts.total : null
    case 'throttle%':
      return counts.total > 0 ? counts.throttle / counts.total : null
    default:
      return unreachable(measure)
  }
}

function compared(figure: number, operator: NumberOperator, value: number): boolean {
  // Figures are sums and quotients of floats: 5 % of 20 is not exactly 1.
  const same = Math.abs(figure - value) <= 1e-9 * Math.max(1e-3, Math.abs(figure), Math.abs(value))
  switch (operator) {
    case '<':
      return !same && figure < value
    case '<=':
      return same || figure < value
    case '>':
      return !same && figure > value
    case '>=':
      return same || figure > value
    case '=':
      return same
    case '!=':
      return !same
    default:
      return unreachable(operator)
  }
}

/** Stars and question marks stand for any letters and for any one; without them the text may stand anywhere. In any case. */
export function pattern(text: string): (value: string) => boolean {
  if (/[*?]/.test(text)) return (value) => matchesPattern(text, value)
  const wanted = text.toLowerCase()
  return (value) => value.toLowerCase().includes(wanted)
}

function textsOf(attribute: TextAttribute, node: PictureNode): readonly string[] {
  const some = (text: string | null | undefined): readonly string[] => (text ? [text.toLowerCase()] : [])
  switch (attribute) {
    case 'name':
      return namesOf(node)
    case 'kind':
      return [familyOf(node.type), nodeKind(node.type)]
    case 'type':
      return some(node.type)
    case 'account':
      return some(node.account)
    case 'region':
      return some(regionOf(node))
    case 'owner':
    case 'team':
    case 'domain':
      return some(node.label?.[attribute])
    default:
      return unreachable(attribute)
  }
}

function textTest(term: Extract<Term, { kind: 'text' }>): Test {
  const holds = textHolds(term.operator, term.value)
  return (thing) => {
    if (term.of === 'call') return thing.edge === null ? null : holds([thing.edge.kind])
    const node = meant(term.of, thing)
    return node === null ? null : holds(textsOf(term.attribute, node))
  }
}

function textHolds(operator: TextOperator, value: string): (texts: readonly string[]) => boolean {
  const wanted = value.toLowerCase()
  const like = pattern(value)
  switch (operator) {
    case '=':
      return (texts) => texts.includes(wanted)
    case '!=':
      return (texts) => !texts.includes(wanted)
    case '~':
      return (texts) => texts.some(like)
    case '!~':
      return (texts) => !texts.some(like)
    default:
      return unreachable(operator)
  }
}

function flagTest(term: Extract<Term, { kind: 'flag' }>, context: Context): Test {
  if (term.of === 'call') return ({ edge }) => (edge === null ? null : failsOften(edge.counts))
  const holds = (node: PictureNode): boolean => {
    switch (term.flag) {
      case 'unwell':
        return isUnwell(node)
      case 'inferred':
        return node.state !== 'active' && familyOf(node.type) !== 'client'
      case 'entry':
        return node.root
      case 'alone': {
        const { callers, callees } = context.reach()
        return !callers.has(node.id) && !callees.has(node.id)
      }
      default:
        return unreachable(term.flag)
    }
  }
  return (thing) => {
    const node = meant(term.of, thing)
    return node === null ? null : holds(node)
  }
}

function nearby(term: Extract<Term, { kind: 'near' }>, context: Context): (id: string) => boolean {
  const wanted = term.name.toLowerCase()
  const like = /[*?]/.test(wanted) ? pattern(wanted) : (name: string) => name === wanted
  const seeds = context.picture.nodes
    // The client of a service bears its name.
    .filter((node) => familyOf(node.type) !== 'client' && namesOf(node).some(like))
    .map((node) => node.id)
  if (seeds.length === 0) context.unknown.push({ name: term.name, at: term.at })
  const far = distances(context.reach(), seeds, term.way)
  const { limit } = term
  return (id) => {
    const distance = far.get(id)
    if (distance === undefined) return false
    return limit === null ? distance > 0 : compared(distance, limit.operator, limit.value)
  }
}
