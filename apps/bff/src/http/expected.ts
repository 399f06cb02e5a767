/** What a page asks as soon as its first script runs, begun when the page itself is asked for: a browser takes a while to get there. */

/** Longer than a busy browser needs, from the page to the graph after its picture; older and it is asked anew. */
const freshMs = 5000
const most = 8

export class Expected<T> {
  readonly #now: () => number
  readonly #begun = new Map<string, { readonly atMs: number; readonly answer: Promise<T> }>()

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** The answer, for whoever has use for it at once; the question is not asked twice. */
  begin(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#fresh(key)
    if (known) return known
    const begun = { atMs: this.#now(), answer: ask() }
    // A page that never asks has nobody to tell, and what it would have been told is megabytes.
    begun.answer.catch(() => {})
    if (this.#begun.size >= most && !this.#begun.has(key)) return begun.answer
    this.#begun.set(key, begun)
    setTimeout(() => this.#begun.get(key) === begun && this.#begun.delete(key), freshMs).unref()
    return begun.answer
  }

  /** Once: who asks again wants to know what is new. */
  take(key: string): Promise<T> | undefined {
    const answer = this.#fresh(key)
    this.#begun.delete(key)
    return answer
  }

  #fresh(key: string): Promise<T> | undefined {
    const begun = this.#begun.get(key)
    return begun && this.#now() - begun.atMs <= freshMs ? begun.answer : undefined
  }
}
