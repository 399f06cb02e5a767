/**
 * What people call a node and whose it is: the same answer in the bff, which puts it on the graph, and on pages that hold nothing but a node's key.
 * No schemas here: pages take this into their first load.
 */
import { matchesPattern, type NodeKey, nodeId } from '@roentgen/trace'
import type { ExternalRule, Label, LabelRules, LabelTexts, ServiceMatch } from './names.ts'

export const labelMembers = ['name', 'owner', 'team', 'domain', 'contact'] as const
export type LabelMember = (typeof labelMembers)[number]

/** Characters that a member may hold. */
export const mostCharacters: Readonly<Record<LabelMember, number>> = {
  name: 80,
  owner: 80,
  team: 60,
  domain: 60,
  contact: 500,
}

/** A page or a person's mail; a bare `ann@example.com` is the latter. Null for anything else, a script's address above all. */
export function contactOf(text: string): string | null {
  if (/^[^\s@:/]+@[^\s@:/]+$/.test(text)) return `mailto:${text}`
  if (!URL.canParse(text)) return null
  return ['https:', 'http:', 'mailto:'].includes(new URL(text).protocol) ? text : null
}

export type LabelOf = (node: NodeKey) => Label | undefined

/** A function is two nodes of one name: what Lambda did around it, and its code. Who names it means both. */
const family = (type: string): string => (type === 'AWS::Lambda::Function' ? 'AWS::Lambda' : type)

const isPattern = (text: string): boolean => /[*?]/.test(text)

function typeFits(match: ServiceMatch, node: NodeKey): boolean {
  // A client bears the name of the service it calls, and no type of its own.
  if (match.type === null || node.type === 'client') return true
  if (node.type === null) return false
  return matchesPattern(family(match.type), family(node.type)) || matchesPattern(match.type, node.type)
}

const restFits = (match: ServiceMatch, node: NodeKey): boolean =>
  typeFits(match, node) && (match.account === null || match.account === node.account)

/** The more is said of which node is meant, the more it is meant. */
const exactness = ({ type, account }: ServiceMatch): number => (type === null ? 0 : 1) + (account === null ? 0 : 2)

/**
 * Each member comes from the first rule of roentgen.yaml that gives it to this node, else from what was set on pages, the most exact first.
 * A client is nobody's: it has the name and nothing else. A host outside that has no name of its own has that of its crowd.
 */
export function labeller(rules: LabelRules, external: readonly ExternalRule[] = []): LabelOf {
  type Rule = { readonly match: ServiceMatch; readonly label: LabelTexts; readonly order: number }
  const patterns: Rule[] = []
  const exact = new Map<string, Rule[]>()
  rules.locked.forEach((rule, order) => {
    const name = rule.match.name.toLowerCase()
    if (isPattern(name)) patterns.push({ ...rule, order })
    else exact.set(name, [...(exact.get(name) ?? []), { ...rule, order }])
  })
  const kept = new Map<string, LabelRules['kept'][number][]>()
  for (const rule of [...rules.kept].sort((a, b) => exactness(b.match) - exactness(a.match))) {
    kept.set(rule.match.name, [...(kept.get(rule.match.name) ?? []), rule])
  }

  const find = (node: NodeKey): Label | undefined => {
    const locked = [
      ...(exact.get(node.name.toLowerCase()) ?? []),
      ...patterns.filter(({ match }) => matchesPattern(match.name, node.name)),
    ]
      .filter(({ match }) => restFits(match, node))
      .sort((a, b) => a.order - b.order)
    const set = (kept.get(node.name) ?? []).filter(({ match }) => restFits(match, node))
    const crowd = node.type === 'remote' ? external.find(({ match }) => matchesPattern(match, node.name)) : undefined
    if (locked.length === 0 && set.length === 0 && !crowd) return undefined
    const label: Label = { name: null, owner: null, team: null, domain: null, contact: null, locked: [] }
    const members: readonly LabelMember[] = node.type === 'client' ? ['name'] : labelMembers
    for (const member of members) {
      const fixed = locked.find((rule) => rule.label[member] !== null)
      if (fixed) label.locked.push(member)
      label[member] = (fixed ?? set.find((rule) => rule.label[member] !== null))?.label[member] ?? null
    }
    if (crowd && label.name === null) {
      label.name = crowd.name
      label.locked.push('name')
    }
    return members.some((member) => label[member] !== null) ? label : undefined
  }

  const found = new Map<string, Label | undefined>()
  return (node) => {
    const id = nodeId(node)
    if (!found.has(id)) {
      // Hosts nobody has heard of before come by for ever.
      if (found.size >= 10_000) found.clear()
      found.set(id, find(node))
    }
    return found.get(id)
  }
}

/** The entry of what was set on pages that a change of this node would replace. */
export function keptFor(rules: LabelRules, match: ServiceMatch): LabelRules['kept'][number] | undefined {
  return rules.kept.find(
    (rule) => rule.match.name === match.name && rule.match.type === match.type && rule.match.account === match.account,
  )
}
