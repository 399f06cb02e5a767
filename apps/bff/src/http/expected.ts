/** What a page asks as soon as its first script runs, begun when the page itself is asked for: a browser takes a while to get there. */

/** Longer than a busy browser needs; older and it is asked anew. */
const freshMs = 2000
const most = 8

export class Expected<T> {
  readonly #now: () => number
  readonly #begun = new Map<string, { readonly atMs: number; readonly answer: Promise<T> }>()

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  begin(key: string, ask: () => Promise<T>): void {
    if (this.#begun.has(key) || this.#begun.size >= most) return
    const begun = { atMs: this.#now(), answer: ask() }
    // A page that never asks has nobody to tell, and what it would have been told is megabytes.
    begun.answer.catch(() => {})
    this.#begun.set(key, begun)
    setTimeout(() => this.#begun.get(key) === begun && this.#begun.delete(key), freshMs).unref()
  }

  /** Once: who asks again wants to know what is new. */
  take(key: string): Promise<T> | undefined {
    const begun = this.#begun.get(key)
    this.#begun.delete(key)
    return begun && this.#now() - begun.atMs <= freshMs ? begun.answer : undefined
  }
}
