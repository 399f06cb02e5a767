const z99 = 2.326

/** Wilson's lower 99 % limit of a share. */
export function lowerShare(bad: number, requests: number): number {
  if (requests <= 0) return 0
  const share = bad / requests
  const z2 = z99 * z99
  const centre = share + z2 / (2 * requests)
  const spread = z99 * Math.sqrt((share * (1 - share)) / requests + z2 / (4 * requests * requests))
  return Math.max(0, (centre - spread) / (1 + z2 / requests))
}
