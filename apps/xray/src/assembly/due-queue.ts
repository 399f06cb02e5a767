/** What is due when: a binary heap by time. An item moved to another time is simply added again; the caller skips the stale one. */
export type Due = { readonly atMs: number; readonly id: string }

export class DueQueue {
  readonly #heap: Due[] = []

  get nextMs(): number | null {
    return this.#heap[0]?.atMs ?? null
  }

  add(due: Due): void {
    const heap = this.#heap
    let at = heap.push(due) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (heap[parent]!.atMs <= due.atMs) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = due
  }

  /** The earliest item, when its time has come. */
  take(nowMs: number): Due | null {
    const first = this.#heap[0]
    if (first === undefined || first.atMs > nowMs) return null
    const last = this.#heap.pop()!
    if (this.#heap.length > 0) this.#sink(last)
    return first
  }

  #sink(item: Due): void {
    const heap = this.#heap
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1]!.atMs < heap[child]!.atMs) child++
      if (heap[child]!.atMs >= item.atMs) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = item
  }
}
