/** Parts of a picture: whoever goes takes their calls along, so that no call is left without an end. */

import type { Picture, PictureEdge, PictureNode } from './picture.ts'
import { distances, reachOf, type Way } from './reach.ts'
import { isUnwell } from './unwell.ts'

/** The same object where nothing goes. */
export function keepOnly(
  picture: Picture,
  node: (node: PictureNode) => boolean,
  edge: (edge: PictureEdge) => boolean = () => true,
): Picture {
  const nodes = picture.nodes.filter(node)
  const left = new Set(nodes.map((one) => one.id))
  const edges = picture.edges.filter((one) => left.has(one.from) && left.has(one.to) && edge(one))
  if (nodes.length === picture.nodes.length && edges.length === picture.edges.length) return picture
  return { ...picture, nodes, edges }
}

/** A node and whoever is at most `hops` calls away. Null: it is not in the picture. */
export function focusOn(picture: Picture, id: string, hops: number, way: Way): Picture | null {
  if (!picture.nodes.some((node) => node.id === id)) return null
  const near = distances(reachOf(picture), [id], way, hops)
  return keepOnly(picture, (node) => near.has(node.id))
}

/** Whoever is unwell, and every way by which requests come there. */
export function onlyUnwell(picture: Picture): Picture {
  const unwell = picture.nodes.filter(isUnwell).map((node) => node.id)
  const leading = distances(reachOf(picture), unwell, 'callers')
  return keepOnly(picture, (node) => leading.has(node.id))
}
