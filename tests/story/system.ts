/** A system of 5 to 12 services with the databases, queues and outside services they call. */
import type { Dice } from './dice.ts'

export type Kind = 'service' | 'sql' | 'table' | 'queue' | 'external'

export type Part = {
  readonly name: string
  readonly kind: Kind
  /** Reports segments of its own under this origin. */
  readonly origin: string | null
  /** Its own work, seconds. */
  readonly work: number
  readonly spread: number
  /** Share of its requests that fail anyhow. */
  readonly usualFaults: number
  readonly calls: readonly Call[]
}

export type Call = {
  readonly to: string
  readonly chance: number
  /** Seconds after which the caller gives up. */
  readonly patience: number
  /** The caller fails with it. */
  readonly critical: boolean
}

export type System = {
  readonly parts: ReadonlyMap<string, Part>
  /** Where requests enter, with the share of each. */
  readonly entries: readonly { readonly name: string; readonly share: number }[]
  /** Consumers by queue. */
  readonly consumers: ReadonlyMap<string, string>
}

const serviceNames = [
  ...['shop', 'orders', 'payments', 'stock', 'pricing', 'accounts', 'search', 'cart', 'shipping', 'mailer', 'reviews'],
  ...['catalog', 'invoices', 'loyalty', 'gateway', 'media', 'tax-service', 'fraud-check', 'Checkout API', 'geo'],
] as const
const externalNames = ['bank.example', 'maps.example', 'sms.example', 'cards.example'] as const
const origins = ['AWS::ECS::Container', 'AWS::EC2::Instance', 'AWS::EKS::Container', null] as const

export function drawSystem(dice: Dice): System {
  const names = shuffled(dice, serviceNames).slice(0, dice.whole(5, 12))
  const parts = new Map<string, Part>()
  const origin = dice.pick(origins)
  const consumers = new Map<string, string>()
  const consumer = names.length >= 7 && dice.chance(0.5) ? (names.at(-1) ?? null) : null
  const online = consumer === null ? names : names.slice(0, -1)
  const entryCount = online.length >= 7 && dice.chance(0.35) ? 2 : 1
  const entries = online.slice(0, entryCount)
  const externals = shuffled(dice, externalNames).slice(0, dice.whole(1, 2))
  const databases = Array.from({ length: dice.whole(1, 3) }, (_, i): Part => {
    const table = dice.chance(0.4)
    const owner = dice.pick(online)
    const name = table
      ? `${owner.toLowerCase().replace(' ', '-')}-table-${i}`
      : `${owner.toLowerCase().replace(' ', '-')}-db-${i}`
    return leaf(dice, name, table ? 'table' : 'sql', dice.between(0.003, 0.03))
  })
  const outside = externals.map((name) => leaf(dice, name, 'external', dice.between(0.04, 0.2)))
  const queue =
    consumer === null ? null : leaf(dice, `${consumer.toLowerCase().replace(' ', '-')}-queue`, 'queue', 0.008)
  const leaves = [...databases, ...outside, ...(queue ? [queue] : [])]
  for (const one of leaves) parts.set(one.name, one)
  if (queue && consumer !== null) consumers.set(queue.name, consumer)

  // Every service but the entries has a caller before it; so all are reached.
  const calls = new Map<string, Call[]>(names.map((name) => [name, []]))
  const call = (from: string, to: string, chance: number): void => {
    if (calls.get(from)?.some((one) => one.to === to)) return
    calls.get(from)?.push({ to, chance, patience: dice.between(1, 5), critical: dice.chance(0.85) })
  }
  online.forEach((name, i) => {
    if (i >= entryCount) call(dice.pick(online.slice(0, Math.min(i, 4))), name, dice.between(0.4, 1))
  })
  for (const one of leaves) call(dice.pick(online), one.name, dice.between(0.5, 1))
  for (let i = 0; i < 2; i += 1) {
    const [from, to] = [dice.whole(0, online.length - 2), dice.whole(entryCount, online.length - 1)]
    if (from < to) call(online[from] ?? '', online[to] ?? '', dice.between(0.2, 0.6))
    call(dice.pick(online), dice.pick(databases).name, dice.between(0.3, 0.9))
  }
  if (consumer !== null) call(consumer, dice.pick([...databases, ...outside]).name, dice.between(0.5, 1))
  for (const name of names)
    parts.set(name, {
      name,
      kind: 'service',
      origin,
      work: dice.between(0.004, 0.05),
      spread: dice.between(0.25, 0.6),
      usualFaults: dice.between(0, 0.0012),
      calls: calls.get(name) ?? [],
    })
  const main = dice.between(0.55, 0.9)
  return {
    parts,
    entries: entries.map((name, i) => ({ name, share: entryCount === 1 ? 1 : i === 0 ? main : 1 - main })),
    consumers,
  }
}

function leaf(dice: Dice, name: string, kind: Kind, work: number): Part {
  const usualFaults = dice.between(0, 0.001)
  return { name, kind, origin: null, work, spread: dice.between(0.25, 0.6), usualFaults, calls: [] }
}

function shuffled<T>(dice: Dice, some: readonly T[]): T[] {
  return some
    .map((one) => [dice.next(), one] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, one]) => one)
}

/** How often a part is asked for one request that enters anywhere. */
export function asked(system: System, name: string): number {
  const of = new Map<string, number>(system.entries.map((entry) => [entry.name, entry.share]))
  // Calls go from earlier to later; a few rounds reach the end.
  let now = new Map(of)
  for (let depth = 0; depth < 12 && now.size > 0; depth += 1) {
    const next = new Map<string, number>()
    for (const [from, times] of now) {
      const consumer = system.consumers.get(from)
      const calls = system.parts.get(from)?.calls ?? []
      for (const call of calls) next.set(call.to, (next.get(call.to) ?? 0) + times * call.chance)
      if (consumer !== undefined) next.set(consumer, (next.get(consumer) ?? 0) + times)
    }
    for (const [to, times] of next) of.set(to, (of.get(to) ?? 0) + times)
    now = next
  }
  return of.get(name) ?? 0
}
