/** What a service is called: as people named it, as it calls itself, and the last part of an address. */

import { shortName } from './node-kind.ts'
import type { PictureNode } from './picture.ts'

export const friendlyName = (node: PictureNode): string => node.label?.name ?? shortName(node.name)

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
