/** A system far larger than the sample shop: one service and one call of it, many times over. */
import type { GraphReply } from '@roentgen/contract'

export const services = 2000
export const calls = 6000
export const nameOf = (i: number): string => `service-${String(i).padStart(4, '0')}`

export function large({ nodes, edges, ...rest }: GraphReply, name = nameOf): GraphReply {
  const node = nodes.find((one) => one.name === 'storefront')
  const edge = edges.find(({ from }) => from === node?.id)
  if (!node || !edge) throw new Error('the shop has no storefront')
  const copies = Array.from({ length: services }, (_, i) => {
    const { label: _label, ...own } = node
    const id = node.id.replace('storefront', name(i))
    return { ...own, id, name: name(i), counts: { ...node.counts, total: 100_000 - i } }
  })
  const idOf = (i: number): string => copies[i % services]?.id ?? ''
  return {
    ...rest,
    nodes: copies,
    edges: Array.from({ length: calls }, (_, i) => {
      const [from, to] = [idOf(i), idOf(i * 7 + 1 + Math.floor(i / services))]
      return { ...edge, id: `${from}>${to}`, from, to, aliases: [], counts: { ...edge.counts, total: 100_000 - i } }
    }),
  }
}
