import type { Micros } from './model.ts'

/** Epoch seconds as documents write them -> whole microseconds; nonsense far in past or future is kept inside the safe integers. */
export function microsOf(seconds: number): Micros {
  const micros = Math.round(seconds * 1e6)
  if (micros < 0) return 0
  return Math.min(micros, Number.MAX_SAFE_INTEGER)
}

export function epochMinute(us: Micros): number {
  return Math.floor(us / 60_000_000)
}
