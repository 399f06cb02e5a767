import { type PictureNode, worstFirst } from '@roentgen/picture'
import { nodeKind } from '../../../ui/node-kind.ts'

/** As the picture has them, the worst first, a fold by its worst member; who only asks and serves nothing comes last. */
export function inOrder(nodes: readonly PictureNode[]): PictureNode[] {
  const asks = (node: PictureNode): boolean => nodeKind(node.type) === 'client'
  const ordered = worstFirst(nodes)
  return [...ordered.filter((node) => !asks(node)), ...ordered.filter(asks)]
}
