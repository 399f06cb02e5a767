/** One class per request (facts 2.4): throttle > fault > error > ok; flags win, and where none is set the HTTP status decides. */
import type { ResponseClass } from './model.ts'
import type { WireEntity } from './wire.ts'

export function classOf(entity: WireEntity): ResponseClass {
  if (entity.throttle === true) return 'throttle'
  if (entity.fault === true) return 'fault'
  if (entity.error === true) return 'error'
  return classOfStatus(httpStatusOf(entity))
}

export function classOfStatus(status: number | null): ResponseClass {
  if (status === null) return 'ok'
  if (status === 429) return 'throttle'
  if (status >= 500) return 'fault'
  return status >= 400 ? 'error' : 'ok'
}

export function httpStatusOf(entity: WireEntity): number | null {
  const status = entity.http?.response?.status
  return typeof status === 'number' && Number.isFinite(status) ? Math.trunc(status) : null
}

const SEVERITY: Record<ResponseClass, number> = { ok: 0, error: 1, throttle: 2, fault: 3 }

/** For people ("who is hit"): fault, then throttle, error, ok. Not the order above, which says what one request *is*. */
export function worstClass(a: ResponseClass, b: ResponseClass): ResponseClass {
  return SEVERITY[a] >= SEVERITY[b] ? a : b
}
