import { t } from '../../messages/index.ts'
import { nodeKind, shortName } from '../../ui/node-kind.ts'

/** A client bears the name of the service it calls: beside other names it says which of the two it is. */
export function nodeName(
  node: { readonly name: string; readonly type: string | null } | undefined,
  id: string,
): string {
  if (!node) return id
  const short = shortName(node.name)
  return nodeKind(node.type) === 'client' ? t('map.client', { name: short }) : short
}
