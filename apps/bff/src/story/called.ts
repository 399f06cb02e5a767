/** Names of services in a sentence, by what people call them. */
import { type Label, parseEdgeId, parseNodeId } from '@roentgen/contract'
import type { Sentence } from '@roentgen/story'
import type { NodeKey } from '@roentgen/trace'

/** Values of a sentence that are names of services; all others are figures and words. */
const members: ReadonlySet<string> = new Set(['entry', 'node', 'second', 'from', 'to'])

type Proved = { readonly evidence: { readonly nodes: readonly string[]; readonly edges: readonly string[] } }

/**
 * People name a node, not every node of that name: the sentence's own evidence says which one is meant. Where it does not, a name that
 * several nodes bear is replaced only if all of them are called the same.
 */
export function caller(nodes: readonly NodeKey[], labelOf: (node: NodeKey) => Pick<Label, 'name'> | undefined) {
  const calledOf = (node: NodeKey): string => labelOf(node)?.name ?? node.name
  const byName = new Map<string, Set<string>>()
  for (const node of nodes) byName.set(node.name, (byName.get(node.name) ?? new Set()).add(calledOf(node)))
  const called = (name: string, meant: readonly NodeKey[]): string => {
    const one = meant.find((node) => node.name === name)
    if (one) return calledOf(one)
    const all = [...(byName.get(name) ?? [])]
    return all.length === 1 ? (all[0] ?? name) : name
  }
  return (values: Sentence['values'] | Readonly<Record<string, string | number>>, { evidence }: Proved) => {
    const meant = [
      ...evidence.nodes.map(parseNodeId),
      ...evidence.edges.flatMap((id) => Object.values(parseEdgeId(id) ?? {})),
    ].filter((node) => node !== null)
    return Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        typeof value === 'string' && members.has(key) ? called(value, meant) : value,
      ]),
    )
  }
}
