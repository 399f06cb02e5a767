/** What matters most: effect x traffic x certainty; a cause stands with the weight of the worst it brings, its consequences below it. */
import type { Change } from './model.ts'

const goodNews = 0.4

/** 0 to 1, whatever the kind. */
function severity({ kind, effect }: Pick<Change, 'kind' | 'effect'>): number {
  const size = effect ?? 0
  switch (kind) {
    case 'slower':
      return Math.min(1, Math.log(size) / Math.log(4))
    case 'faster':
      return goodNews * Math.min(1, -Math.log(size) / Math.log(4))
    case 'more-errors':
      return Math.min(1, Math.sqrt(size))
    case 'fewer-errors':
      return goodNews * Math.min(1, Math.sqrt(-size))
    case 'gone':
      return 0.5
    case 'less-traffic':
      return 0.25
    case 'new':
      return 0.2
    case 'more-traffic':
      return 0.15
  }
}

/** `busiest`: requests a minute of the busiest thing, in whichever window. */
export function scoreOf(change: Pick<Change, 'kind' | 'effect' | 'before' | 'after' | 'q'>, busiest: number): number {
  const rate = Math.max(change.before.perMinute, change.after.perMinute)
  const traffic = busiest > 0 ? Math.log1p(rate) / Math.log1p(busiest) : 0
  const certainty = Math.min(1, -Math.log10(Math.max(change.q, 1e-300)) / 6)
  return severity(change) * traffic * certainty
}

/** Causes first, each followed by what it explains; `cause` then points into the result. */
export function ranked(changes: readonly Change[]): Change[] {
  const explained = new Map<number, number[]>()
  for (const [i, { cause }] of changes.entries())
    if (cause !== null) explained.set(cause, [...(explained.get(cause) ?? []), i])
  const weights = new Map<number, number>()
  const weightOf = (i: number): number => {
    const known = weights.get(i)
    if (known !== undefined) return known
    const weight = Math.max(changes[i]?.score ?? 0, ...(explained.get(i) ?? []).map(weightOf))
    weights.set(i, weight)
    return weight
  }
  const heavier = (a: number, b: number): number =>
    weightOf(b) - weightOf(a) || (changes[b]?.score ?? 0) - (changes[a]?.score ?? 0) || byId(changes[a], changes[b])
  const order: number[] = []
  const take = (i: number): void => {
    order.push(i)
    for (const below of [...(explained.get(i) ?? [])].sort(heavier)) take(below)
  }
  for (const root of [...changes.keys()].filter((i) => changes[i]?.cause === null).sort(heavier)) take(root)
  const placeOf = new Map(order.map((i, place) => [i, place]))
  return order.flatMap((i) => {
    const change = changes[i]
    return change ? [{ ...change, cause: change.cause === null ? null : (placeOf.get(change.cause) ?? null) }] : []
  })
}

const byId = (a: Change | undefined, b: Change | undefined): number => ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1)
