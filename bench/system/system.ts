/** Who calls whom: domains of layered services with stores of their own, shared ones, hosts outside, and a few that are unwell. */
import { seeded } from '../documents.ts'

export type ServiceKind = 'gateway' | 'service' | 'function'
export type StoreKind = 'table' | 'sql' | 'queue' | 'bucket'

export type SystemNode = {
  readonly name: string
  /** Services send segments; stores and hosts are known from their callers alone. */
  readonly kind: ServiceKind | StoreKind | 'host'
  readonly domain: string
  readonly team: string
  /** Requests that go wrong, 0..1. */
  readonly faults: number
  /** Times the usual response time. */
  readonly slow: number
}

export type System = {
  readonly nodes: readonly SystemNode[]
  /** Pairs of indexes into `nodes`, no pair twice. */
  readonly calls: readonly (readonly [from: number, to: number])[]
  /** Services that requests come in at: each has a client on the map. */
  readonly entries: readonly number[]
}

export type SystemSize = {
  /** Services and their stores. */
  readonly services: number
  /** Among them and to hosts outside. */
  readonly calls: number
  readonly seed?: number
}

const domains = `
  accounts adverts baskets billing carriers catalogue checkout claims content customers deliveries forecast
  fraud identity inventory invoices ledger loyalty marketing media messages orders partners payments payroll
  pricing profiles promotions quotes ratings reports returns search shipping stores suppliers support taxes
  tickets warehouse`
  .trim()
  .split(/\s+/)
const things = `
  address archive audit batch calendar card contract country currency discount document event export feed file
  history import item label limit list mail match note offer option plan policy profile queue quota rate receipt
  record region report request review rule schedule score session slot status stock task template token transfer
  unit`
  .trim()
  .split(/\s+/)
const roles = ['api', 'reader', 'writer', 'worker', 'sync', 'gate', 'index', 'store'] as const

const layers = 5
const storeKinds: readonly StoreKind[] = ['table', 'sql', 'sql', 'queue', 'bucket']

export function largeSystem({ services, calls: wanted, seed = 1 }: SystemSize): System {
  const random = seeded(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const nodes: (SystemNode & { readonly layer: number })[] = []
  const used = domains.slice(0, Math.max(2, Math.min(domains.length, Math.round(services / 50))))
  const names = new Set<string>()
  const nameIn = (domain: string): string => {
    for (;;) {
      const name = `${domain}-${things[below(things.length)]}-${roles[below(roles.length)]}`
      const free = names.has(name) ? `${name}-${2 + below(9)}` : name
      if (names.has(free)) continue
      names.add(free)
      return free
    }
  }
  const add = (domain: string, kind: SystemNode['kind'], layer: number, name: string): void => {
    const sick = random()
    nodes.push({
      name,
      kind,
      domain,
      team: `team-${domain.slice(0, 3)}-${1 + below(2)}`,
      layer,
      faults: sick < 0.006 ? 0.05 + random() * 0.6 : sick < 0.02 ? 0.01 : 0,
      slow: sick > 0.99 ? 8 : 1,
    })
  }
  const stores = Math.floor(services * 0.18)
  for (let i = 0; i < services - stores; i++) {
    const domain = used[i % used.length] ?? 'orders'
    const layer = i < used.length ? 0 : 1 + below(layers - 1)
    if (layer === 0) add(domain, 'gateway', 0, `${domain}-gateway`)
    else add(domain, random() < 0.2 ? 'function' : 'service', layer, nameIn(domain))
  }
  for (let i = 0; i < stores; i++) {
    const domain = used[i % used.length] ?? 'orders'
    const kind = storeKinds[i % storeKinds.length] ?? 'table'
    add(domain, kind, layers, kind === 'sql' ? `${nameIn(domain)}@db-${i}.internal` : nameIn(domain))
  }
  const hosts = Math.max(3, Math.round(services / 60))
  for (let i = 0; i < hosts; i++) {
    const name = i % 3 === 0 ? `203.0.113.${i + 1}` : `api-${i}.partner-${i % 7}.example`
    add('outside', 'host', layers, name)
  }

  const calls = new Map<string, readonly [number, number]>()
  const call = (from: number, to: number): void => {
    if (from !== to) calls.set(`${from} ${to}`, [from, to])
  }
  const sends = nodes.flatMap((node, i) => (node.layer < layers ? [i] : []))
  const at = (domain: string, layer: number): number[] =>
    sends.filter((i) => nodes[i]?.domain === domain && nodes[i]?.layer === layer)
  const byPlace = new Map(
    used.flatMap((d) => Array.from({ length: layers }, (_, l) => [`${d} ${l}`, at(d, l)] as const)),
  )
  const oneOf = (list: readonly number[]): number | undefined => list[below(list.length)]
  /** A caller for everybody: one layer up in the same domain, as a rule. */
  for (const [i, node] of nodes.entries()) {
    if (node.layer === 0) continue
    const domain = node.kind === 'host' || random() < 0.12 ? (used[below(used.length)] ?? 'orders') : node.domain
    let caller: number | undefined
    for (let layer = node.layer - 1; caller === undefined && layer >= 0; layer--)
      caller = oneOf((byPlace.get(`${domain} ${layer}`) ?? []).filter((one) => one !== i))
    if (caller !== undefined) call(caller, i)
  }
  const most = Math.max(wanted, calls.size)
  while (calls.size < most) {
    const from = oneOf(sends) ?? 0
    const node = nodes[from]
    const draw = random()
    if (!node) continue
    // A few shared stores and services are called by everybody, a few calls lead back.
    const to =
      draw < 0.08
        ? services - stores + below(Math.max(1, Math.floor(stores * 0.1)))
        : draw < 0.1
          ? oneOf(sends)
          : draw < 0.75
            ? oneOf(nodes.flatMap((other, i) => (other.domain === node.domain && other.layer > node.layer ? [i] : [])))
            : oneOf(nodes.flatMap((other, i) => (other.layer > node.layer && other.kind !== 'host' ? [i] : [])))
    if (to !== undefined && nodes[to]?.layer !== 0) call(from, to)
  }
  return {
    nodes: nodes.map(({ layer: _, ...node }) => node),
    calls: [...calls.values()],
    entries: nodes.flatMap((node, i) => (node.layer === 0 ? [i] : [])),
  }
}

/** What a map of all of it shows: a client for each entry is a node and a connection more. */
export const shownSize = (system: System): { nodes: number; edges: number } => ({
  nodes: system.nodes.length + system.entries.length,
  edges: system.calls.length + system.entries.length,
})
