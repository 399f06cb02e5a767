import type { ScenarioId } from '../scenarios.ts'
import type { FromService, PlaceName, Places, ToService } from './messages.ts'

let places: Places = {}
let on: ReadonlySet<ScenarioId> = new Set()
const listeners: (() => void)[] = []

export function isOn(id: ScenarioId): boolean {
  return on.has(id)
}

/** Called after every message of the supervisor. */
export function onChange(listener: () => void): void {
  listeners.push(listener)
}

export function portOf(place: PlaceName): number {
  const port = places[place]
  if (port === undefined) throw new Error(`${place} has not joined the shop yet`)
  return port
}

/** undefined while the place is away. */
export const portIfKnown = (place: PlaceName): number | undefined => places[place]

/** Resolves when every named place is known. */
export function placesKnown(names: readonly PlaceName[]): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (names.every((name) => places[name] !== undefined)) resolve()
    }
    onChange(look)
    look()
  })
}

const isToService = (message: unknown): message is ToService =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'shop'

/** Must run before anything slow: messages that come earlier are lost. */
export function joinShop(): void {
  process.on('message', (message: unknown) => {
    if (!isToService(message)) return
    places = message.places
    on = new Set(message.scenarios)
    for (const listener of listeners) listener()
  })
  // A service without its supervisor has no addresses and no purpose.
  process.on('disconnect', () => process.exit(0))
}

export function ready(mine: Places): void {
  const message: FromService = { type: 'ready', places: mine }
  process.send?.(message)
}

/** SIGTERM: `drain` stops taking new work and waits for the work at hand; at most 3 s. */
export function onStop(drain: () => Promise<void>): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(0), 3000).unref()
    void drain().finally(() => setTimeout(() => process.exit(0), 100))
  }
  process.on('SIGTERM', stop)
  // Ctrl-C reaches the whole process group; the supervisor decides when its services end.
  process.on('SIGINT', () => {})
}
