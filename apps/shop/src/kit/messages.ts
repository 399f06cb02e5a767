import type { ScenarioId } from '../scenarios.ts'

/** The places one can connect to: the services' own ports and those of the infrastructure. */
export type PlaceName =
  | 'storefront'
  | 'orders'
  | 'payments'
  | 'catalog'
  | 'inventory'
  | 'recommendations'
  | 'database'
  | 'table'
  | 'queue'
  | 'bank'

export type Places = Partial<Record<PlaceName, number>>

/** What a process tells the supervisor over IPC, once, when it serves. */
export type FromService = { type: 'ready'; places: Places }

/** What the supervisor tells every process: where the others are, and what is switched on. Sent again at every change. */
export type ToService = { type: 'shop'; places: Places; scenarios: ScenarioId[] }
