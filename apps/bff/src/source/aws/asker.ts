/** Sends commands to the X-Ray API: a few at a time, equal ones once, and slower instead of failing when the service throttles. */
import type { XRayClient } from '@aws-sdk/client-xray'
import { type Flight, singleFlight } from '../../http/flight.ts'

export type AskerOptions = {
  /** Calls under way at the same time. Default 4. */
  readonly concurrency?: number
  /** How long a throttled call is repeated before it fails, beyond the SDK's own retries. Default 90 s. */
  readonly patienceMs?: number
  /** First pause after a throttle; doubles up to 20 s. Default 500 ms. */
  readonly firstPauseMs?: number
}

const isThrottle = (error: unknown): boolean => {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
  return name === 'ThrottledException' || name === 'ThrottlingException' || $metadata?.httpStatusCode === 429
}

const longestPauseMs = 20_000

export class Asker {
  readonly #flight: Flight
  readonly #waiting: (() => void)[] = []
  readonly #most: number
  readonly #patienceMs: number
  readonly #firstPauseMs: number
  #running = 0
  /** How many may run now: halves on a throttle, grows by one again with every dozen answers. */
  #allowed: number
  #answersSinceThrottle = 0
  throttles = 0

  constructor(
    readonly client: XRayClient,
    options: AskerOptions = {},
  ) {
    this.#most = options.concurrency ?? 4
    this.#allowed = this.#most
    this.#patienceMs = options.patienceMs ?? 90_000
    this.#firstPauseMs = options.firstPauseMs ?? 500
    this.#flight = singleFlight(250)
  }

  /** `name` and `input` say what makes two questions equal. */
  ask<Input extends object, Output>(
    name: string,
    input: Input,
    send: (input: Input) => Promise<Output>,
  ): Promise<Output> {
    return this.#flight(`${name} ${JSON.stringify(input)}`, () => this.#patiently(() => send(input)))
  }

  async #patiently<T>(send: () => Promise<T>): Promise<T> {
    const startedMs = performance.now()
    for (let pauseMs = this.#firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        return await this.#inTurn(send)
      } catch (error) {
        if (!isThrottle(error)) throw error
        this.#throttled()
        // Jitter, so that pages that were throttled together do not come back together.
        const pause = pauseMs * (0.5 + Math.random() / 2)
        if (performance.now() - startedMs + pause > this.#patienceMs) throw error
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  async #inTurn<T>(send: () => Promise<T>): Promise<T> {
    await this.#enter()
    try {
      const answer = await send()
      this.#answered()
      return answer
    } finally {
      this.#leave()
    }
  }

  #enter(): Promise<void> {
    if (this.#running < this.#allowed) {
      this.#running += 1
      return Promise.resolve()
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #leave(): void {
    this.#running -= 1
    while (this.#running < this.#allowed) {
      const next = this.#waiting.shift()
      if (!next) return
      this.#running += 1
      next()
    }
  }

  #answered(): void {
    this.#answersSinceThrottle += 1
    if (this.#answersSinceThrottle >= 12 && this.#allowed < this.#most) {
      this.#allowed += 1
      this.#answersSinceThrottle = 0
    }
  }

  #throttled(): void {
    this.throttles += 1
    this.#answersSinceThrottle = 0
    this.#allowed = Math.max(1, Math.floor(this.#allowed / 2))
  }
}
