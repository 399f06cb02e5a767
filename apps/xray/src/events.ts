/** Tells listeners that traces were assembled: a revision that grows, as server-sent events, at most two a second. */
import type { ServerResponse } from 'node:http'

const leastGapMs = 500
const aliveEveryMs = 20_000

export class Events {
  revision = 0
  readonly #listeners = new Set<ServerResponse>()
  readonly #alive: NodeJS.Timeout
  readonly #nowMs: () => number
  #pending: NodeJS.Timeout | null = null
  #sentMs = 0

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
    // A comment now and then: proxies and dead sockets are noticed.
    this.#alive = setInterval(() => this.#write(': alive\n\n'), aliveEveryMs)
    this.#alive.unref()
  }

  listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(this.#message())
    this.#listeners.add(response)
    response.on('close', () => this.#listeners.delete(response))
  }

  assembled(): void {
    this.revision++
    if (this.#listeners.size === 0) return
    const waitMs = Math.max(0, this.#sentMs + leastGapMs - this.#nowMs())
    this.#pending ??= setTimeout(() => {
      this.#pending = null
      this.#sentMs = this.#nowMs()
      this.#write(this.#message())
    }, waitMs)
  }

  close(): void {
    clearInterval(this.#alive)
    if (this.#pending !== null) clearTimeout(this.#pending)
    for (const listener of this.#listeners) listener.end()
  }

  #message(): string {
    return `data: ${JSON.stringify({ at: this.#nowMs() / 1000, revision: this.revision })}\n\n`
  }

  #write(text: string): void {
    for (const listener of this.#listeners) listener.write(text)
  }
}
