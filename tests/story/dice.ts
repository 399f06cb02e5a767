/** Seeded chance: the same seed, the same hour. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = (seed * 2654435761) >>> 0
    for (let i = 0; i < 8; i += 1) this.next()
  }

  /** mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1))
  }

  chance(p: number): boolean {
    return this.next() < p
  }

  pick<T>(some: readonly T[]): T {
    const one = some[this.whole(0, some.length - 1)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }

  /** A factor around 1, with a long tail to the right. */
  skewed(sigma: number): number {
    const [u, v] = [Math.max(this.next(), 1e-12), this.next()]
    return Math.exp(sigma * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v))
  }

  hex(digits: number): string {
    let text = ''
    while (text.length < digits) text += this.whole(0, 15).toString(16)
    return text
  }
}
