import type { Label } from '@roentgen/contract'
import { friendlyName } from '@roentgen/picture'
import { t } from '../../messages/index.ts'
import { nodeKind } from '../../ui/node-kind.ts'

/** A client bears the name of the service it calls: beside other names it says which of the two it is. */
export function nodeName(
  node: { readonly name: string; readonly type: string | null; readonly label?: Label | undefined } | undefined,
  id: string,
): string {
  if (!node) return id
  const called = friendlyName(node)
  return nodeKind(node.type) === 'client' ? t('map.client', { name: called }) : called
}
