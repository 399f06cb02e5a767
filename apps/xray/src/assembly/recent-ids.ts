/**
 * Trace ids that were let go within the last minutes, as two Bloom filters that take turns. It may say yes wrongly (then a
 * trace is read from the store for nothing), never no.
 */
const bits = 1 << 22
const probes = 4

export class RecentIds {
  #current = new Uint32Array(bits / 32)
  #previous = new Uint32Array(bits / 32)
  #turnedMs: number
  readonly #turnMs: number

  /** An id is remembered for at least `rememberMs`. */
  constructor(rememberMs: number, nowMs: number) {
    this.#turnMs = rememberMs
    this.#turnedMs = nowMs
  }

  add(id: string, nowMs: number): void {
    this.#turn(nowMs)
    for (const bit of bitsOf(id)) this.#current[bit >>> 5]! |= 1 << (bit & 31)
  }

  has(id: string, nowMs: number): boolean {
    this.#turn(nowMs)
    return holds(this.#current, id) || holds(this.#previous, id)
  }

  #turn(nowMs: number): void {
    if (nowMs - this.#turnedMs < this.#turnMs) return
    const stale = this.#previous
    this.#previous = this.#current
    this.#current = stale.fill(0)
    this.#turnedMs = nowMs
  }
}

const holds = (filter: Uint32Array, id: string) =>
  bitsOf(id).every((bit) => (filter[bit >>> 5]! & (1 << (bit & 31))) !== 0)

/** Double hashing over two FNV-1a runs. */
function bitsOf(id: string): number[] {
  let a = 0x811c9dc5
  let b = 0xc9dc5118
  for (let index = 0; index < id.length; index++) {
    const code = id.charCodeAt(index)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x01000197)
  }
  return Array.from({ length: probes }, (_, index) => ((a + Math.imul(index, b | 1)) >>> 0) % bits)
}
