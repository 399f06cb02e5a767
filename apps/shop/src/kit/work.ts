/** Imitation of work: durations with the long tail that real services have. */

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A sample of the log-normal distribution: half of all values lie below `median`; sigma 0.4 is tame, 1 is wild. */
export function lognormal(median: number, sigma: number, random: () => number = Math.random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return median * Math.exp(sigma * normal)
}

export function work(medianMs: number, sigma = 0.5): Promise<void> {
  return sleep(Math.min(lognormal(medianMs, sigma), 20_000))
}

export const chance = (probability: number): boolean => Math.random() < probability

export function pick<T>(items: readonly T[]): T {
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}
