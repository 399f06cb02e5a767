/** What a service is called: as people named it, as it calls itself, and the last part of an address. */

import { shortName } from './node-kind.ts'
import type { PictureNode } from './picture.ts'

type Named = Pick<PictureNode, 'name' | 'label'>

export const friendlyName = (node: Named): string => node.label?.name ?? shortName(node.name)

/** What the machines call it, where that is something else than what people do; it stands beside the friendly name. */
export function technicalName(node: Named): string | null {
  const short = shortName(node.name)
  const called = node.label?.name
  return called && called.toLowerCase() !== short.toLowerCase() ? short : null
}

/** For sentences, which know nothing but `name`. */
export function withFriendlyNames<G extends { readonly nodes: readonly PictureNode[] }>(graph: G): G {
  if (!graph.nodes.some((node) => node.label?.name)) return graph
  return { ...graph, nodes: graph.nodes.map((node) => (node.label?.name ? { ...node, name: node.label.name } : node)) }
}

/** Any of them may be asked for, in any case. */
export const namesOf = (node: PictureNode): string[] => [
  ...new Set([friendlyName(node), shortName(node.name), node.name].map((name) => name.toLowerCase())),
]

/** X-Ray tells of accounts but not of regions; ARNs and addresses of queues do. Null: this one's does not. */
export function regionOf(node: PictureNode): string | null {
  const arn = /^arn:[\w-]+:[\w-]*:([a-z]{2}(?:-[a-z]+)+-\d+):/.exec(node.name)
  if (arn) return arn[1] ?? null
  return /^(?:https?:\/\/)?(?:[\w-]+\.)*([a-z]{2}(?:-[a-z]+)+-\d+)\.amazonaws\.com/.exec(node.name)?.[1] ?? null
}
