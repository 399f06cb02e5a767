/** How far nodes are from each other along the calls. */
import type { Picture } from './picture.ts'

/** `callers`: against the calls, `callees`: along them. */
export type Way = 'callers' | 'callees' | 'both'
export const ways = ['callers', 'callees', 'both'] as const satisfies readonly Way[]

type Arcs = ReadonlyMap<string, readonly string[]>

export type Reach = { readonly callers: Arcs; readonly callees: Arcs }

export function reachOf(picture: Pick<Picture, 'edges'>): Reach {
  const callers = new Map<string, string[]>()
  const callees = new Map<string, string[]>()
  const add = (map: Map<string, string[]>, key: string, value: string) => {
    const known = map.get(key)
    if (known) known.push(value)
    else map.set(key, [value])
  }
  for (const { from, to } of picture.edges) {
    add(callees, from, to)
    add(callers, to, from)
  }
  return { callers, callees }
}

/**
 * Calls between each node and the nearest of `seeds` (0: itself); who cannot be reached is absent. `both`: those it calls and those who call it,
 * but not the other callers of what it calls: through one shared database everybody would be near.
 */
export function distances(
  reach: Reach,
  seeds: readonly string[],
  way: Way,
  most = Number.POSITIVE_INFINITY,
): Map<string, number> {
  if (way !== 'both') return along(reach[way], seeds, most)
  const found = along(reach.callers, seeds, most)
  for (const [id, far] of along(reach.callees, seeds, most)) {
    found.set(id, Math.min(far, found.get(id) ?? Number.POSITIVE_INFINITY))
  }
  return found
}

function along(arcs: Arcs, seeds: readonly string[], most: number): Map<string, number> {
  const found = new Map(seeds.map((seed) => [seed, 0]))
  const queue = [...found.keys()]
  for (let head = 0; head < queue.length; head++) {
    const at = queue[head] ?? ''
    const far = (found.get(at) ?? 0) + 1
    if (far > most) break
    for (const next of arcs.get(at) ?? []) {
      if (found.has(next)) continue
      found.set(next, far)
      queue.push(next)
    }
  }
  return found
}
