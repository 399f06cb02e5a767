/** Which change explains which: slowness and failures come from whom one calls, traffic from who calls, what is new or gone brings its calls along. */
import { bucketValue } from '@roentgen/trace'
import type { ChangeKind, Figures } from './model.ts'
import { type Pair, totalOf } from './pair.ts'

export type Found = { readonly pair: Pair; readonly kind: ChangeKind }

/** At least so much of a change must be accounted for by the one that explains it. */
const leastShare = 0.3
/** So many of a node's calls must have changed alike for the node itself to be the cause. */
const mostCalls = 0.6

const fromBelow: Partial<Record<ChangeKind, readonly ChangeKind[]>> = {
  slower: ['slower', 'new', 'more-traffic'],
  faster: ['faster', 'gone', 'less-traffic'],
  'more-errors': ['more-errors', 'new'],
  'fewer-errors': ['fewer-errors', 'gone'],
}
const fromAbove: Partial<Record<ChangeKind, readonly ChangeKind[]>> = {
  'more-traffic': ['more-traffic', 'new'],
  'less-traffic': ['less-traffic', 'gone'],
}

/** For each: the place of the one that explains it, or null. Never in a circle. */
export function causesOf(found: readonly Found[], pairs: readonly Pair[]): (number | null)[] {
  const all = new Around(found, pairs)
  const causes = found.map((one, i) => all.causeOf(one, i))
  for (const start of causes.keys()) {
    const seen = new Set<number>()
    for (let at: number | null = start; at !== null; at = causes[at] ?? null) {
      if (seen.has(at)) {
        causes[at] = null
        break
      }
      seen.add(at)
    }
  }
  return causes
}

type Placed = Found & { readonly at: number }

class Around {
  readonly #on = new Map<string, Placed[]>()
  readonly #out = new Map<string, Pair[]>()
  readonly #into = new Map<string, Pair[]>()
  readonly #nodes = new Map<string, Pair>()

  constructor(found: readonly Found[], pairs: readonly Pair[]) {
    for (const [at, one] of found.entries()) push(this.#on, keyOf(one.pair), { ...one, at })
    for (const pair of pairs) {
      if (pair.subject === 'node') this.#nodes.set(pair.id, pair)
      else {
        push(this.#out, pair.from, pair)
        push(this.#into, pair.to, pair)
      }
    }
  }

  causeOf(one: Found, at: number): number | null {
    const cause = this.#causeOf(one)
    return cause === at ? null : cause
  }

  #causeOf({ pair, kind }: Found): number | null {
    if (kind === 'new' || kind === 'gone') return this.#ofAppearance(pair, kind)
    // What fails at once is fast.
    if (kind === 'faster') {
      const failing = this.#find(pair, ['more-errors'])
      if (failing) return failing.at
    }
    const below = fromBelow[kind]
    if (below) return this.#ofCallees(pair, kind, below)
    const above = fromAbove[kind]
    return above ? this.#ofCallers(pair, kind, above) : null
  }

  #find(pair: Pair, kinds: readonly ChangeKind[]): Placed | undefined {
    return this.#on.get(keyOf(pair))?.find((one) => kinds.includes(one.kind))
  }

  #changed(pairs: readonly Pair[] | undefined, kinds: readonly ChangeKind[]): Placed[] {
    return (pairs ?? []).flatMap((pair) => this.#find(pair, kinds) ?? [])
  }

  #ofAppearance(pair: Pair, kind: 'new' | 'gone'): number | null {
    const node = (id: string): Placed | undefined => {
      const known = this.#nodes.get(id)
      return known && this.#find(known, [kind])
    }
    if (pair.subject === 'edge') return (node(pair.to) ?? node(pair.from))?.at ?? null
    const callers = [...new Set((this.#into.get(pair.id) ?? []).map((edge) => edge.from))].map(node)
    const [first] = callers
    return callers.every((caller) => caller !== undefined) && first ? first.at : null
  }

  /** Per request of the callee: what it waits for, or what fails, below it. */
  #ofCallees(pair: Pair, kind: ChangeKind, kinds: readonly ChangeKind[]): number | null {
    const worth = kind === 'slower' || kind === 'faster' ? secondsIn : failuresIn
    const perCall = rise(pair, worth, totalOf(pair.before), totalOf(pair.after))
    const answered = this.#answeredBy(pair.to)
    const below = this.#changed(this.#out.get(pair.to), kinds)
      .filter((one) => one.pair.id !== pair.id)
      .map((one) => ({ one, part: rise(one.pair, worth, answered.before, answered.after) }))
      .filter(({ part }) => part * perCall > 0)
      .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    const together = below.reduce((sum, { part }) => sum + part, 0)
    if (below[0] && together / perCall >= leastShare) return below[0].one.at
    return this.#sameFact(pair, kind)
  }

  #answeredBy(id: string): { readonly before: number; readonly after: number } {
    const node = this.#nodes.get(id)
    if (node) return { before: totalOf(node.before), after: totalOf(node.after) }
    const calls = this.#into.get(id) ?? []
    const sum = (of: (pair: Pair) => Figures) => calls.reduce((total, pair) => total + totalOf(of(pair)), 0)
    return { before: sum((p) => p.before), after: sum((p) => p.after) }
  }

  /** A node and the calls to it are one fact seen from both ends: the node's when most of its callers see it, else the call's. */
  #sameFact(pair: Pair, kind: ChangeKind): number | null {
    const node = this.#nodes.get(pair.to)
    const onNode = node && this.#find(node, [kind])
    if (!node || !onNode) return null
    const calls = this.#into.get(node.id) ?? []
    const changed = this.#changed(calls, [kind]).sort((a, b) => totalOf(b.pair.after) - totalOf(a.pair.after))
    const covered = changed.reduce((sum, one) => sum + totalOf(one.pair.after), 0)
    const all = calls.reduce((sum, call) => sum + totalOf(call.after), 0)
    const isNodes = changed.length >= 2 && covered >= mostCalls * all
    if (pair.subject === 'edge') return isNodes ? onNode.at : null
    return isNodes ? null : (changed[0]?.at ?? null)
  }

  #ofCallers(pair: Pair, kind: ChangeKind, kinds: readonly ChangeKind[]): number | null {
    if (pair.subject === 'edge') {
      const caller = this.#nodes.get(pair.from)
      return (caller && this.#find(caller, [kind])?.at) ?? null
    }
    const difference = (one: Pair): number => totalOf(one.after) - totalOf(one.before)
    const whole = difference(pair)
    const calls = this.#changed(this.#into.get(pair.id), kinds).sort(
      (a, b) => Math.abs(difference(b.pair)) - Math.abs(difference(a.pair)),
    )
    const part = calls.reduce((sum, one) => sum + difference(one.pair), 0)
    return calls[0] && whole !== 0 && part / whole >= leastShare ? calls[0].at : null
  }
}

const keyOf = (pair: Pair): string => `${pair.subject} ${pair.id}`

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

function secondsIn({ histogram }: Figures): number {
  let seconds = 0
  for (const [bucket, count] of histogram) seconds += count * bucketValue(bucket)
  return seconds
}

const failuresIn = ({ counts }: Figures): number => counts.fault + counts.throttle + counts.error

const rise = (pair: Pair, worth: (figures: Figures) => number, before: number, after: number): number =>
  worth(pair.after) / Math.max(1, after) - worth(pair.before) / Math.max(1, before)
