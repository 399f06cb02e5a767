import type { ScenarioId } from '../scenarios.ts'
import { lengthOf, type PackedTrace } from './packed-trace.ts'

export type Placement = { trace: PackedTrace /** Epoch seconds. */; start: number }

/** What went wrong during the day, in minutes before its end. Clear of each other, so that each can be found and told apart. */
export const incidents: readonly { scenario: ScenarioId; beganMinutesAgo: number; minutes: number }[] = [
  { scenario: 'slow-database', beganMinutesAgo: 21.6 * 60, minutes: 24 },
  { scenario: 'bad-deployment', beganMinutesAgo: 17.2 * 60, minutes: 18 },
  { scenario: 'payment-timeouts', beganMinutesAgo: 11.4 * 60, minutes: 22 },
  { scenario: 'throttled-table', beganMinutesAgo: 6.7 * 60, minutes: 25 },
  { scenario: 'retry-storm', beganMinutesAgo: 3.3 * 60, minutes: 14 },
  { scenario: 'bank-down', beganMinutesAgo: 85, minutes: 12 },
]

export function incidentAt(minutesAgo: number): ScenarioId | null {
  const found = incidents.find(
    ({ beganMinutesAgo, minutes }) => minutesAgo <= beganMinutesAgo && minutesAgo > beganMinutesAgo - minutes,
  )
  return found?.scenario ?? null
}

/** How busy a minute is: most visitors in the evening, a quarter of that before dawn; and the last hour twice as dense, since that is where people look first. */
export function density(epochSeconds: number, minutesAgo: number): number {
  const hour = (epochSeconds / 3600) % 24
  const rhythm = 1 + 0.6 * Math.cos(((hour - 19) / 24) * 2 * Math.PI)
  return rhythm * (minutesAgo < 60 ? 2 : 1)
}

/** Each trace of a pool once before any of them twice. */
function takeInTurns(pool: readonly PackedTrace[], random: () => number): () => PackedTrace | undefined {
  let rest: PackedTrace[] = []
  return () => {
    if (rest.length === 0) rest = [...pool]
    const [taken] = rest.splice(Math.floor(random() * rest.length), 1)
    return taken
  }
}

export type Layout = {
  pools: ReadonlyMap<ScenarioId | null, readonly PackedTrace[]>
  /** Epoch seconds: nothing begins before or ends after. */
  from: number
  to: number
  total: number
  random: () => number
}

/** Where each of `total` traces goes, newest first. */
export function layOut({ pools, from, to, total, random }: Layout): Placement[] {
  const normal = pools.get(null) ?? []
  if (normal.length === 0 || total === 0) return []
  const takers = new Map([...pools].map(([label, pool]) => [label, takeInTurns(pool, random)]))

  const minutes = Math.max(1, Math.floor((to - from) / 60))
  const upTo: number[] = [] // cumulative weight of the minutes, counted backwards from the end
  for (let ago = 0; ago < minutes; ago++) upTo.push((upTo.at(-1) ?? 0) + density(to - ago * 60, ago))
  const whole = upTo.at(-1) ?? 0

  const placements: Placement[] = []
  let minute = 0
  for (let n = 0; n < total; n++) {
    const weight = ((n + random()) / total) * whole
    while (minute < minutes - 1 && (upTo[minute] ?? 0) < weight) minute++
    const scenario = incidentAt(minute)
    const trace = (takers.get(scenario) ?? takers.get(null))?.()
    if (!trace) continue
    const start = to - (minute + random()) * 60
    placements.push({ trace, start: Math.max(from, Math.min(start, to - lengthOf(trace))) })
  }
  return placements.sort((a, b) => b.start - a.start)
}
