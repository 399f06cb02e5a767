/** Nanoseconds since 1970, as text or number -> seconds; null when it is no time X-Ray can carry. */
export function secondsOf(nanos: unknown): number | null {
  const value = typeof nanos === 'string' || typeof nanos === 'number' ? Number(nanos) : Number.NaN
  // Microseconds are what X-Ray's numbers carry safely. The field has 64 bits: what is beyond came from no clock.
  return value > 0 && value < 2 ** 64 ? Math.round(value / 1e3) / 1e6 : null
}
