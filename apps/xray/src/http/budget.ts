/**
 * What the bodies of all requests under way may hold in memory together. A request counts from the first byte read to its answer;
 * one that does not fit is told to come again, and nothing more of it is kept.
 */
import { ApiError } from '../api/errors.ts'

export class BodyBudget {
  readonly limitBytes: number
  #bytes = 0
  readonly #shares = new Map<object, number>()

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Throws ThrottledException where so much more of this request would not fit. One request alone always fits. */
  expect(request: object, bytes: number): void {
    if (this.#bytes + bytes > this.limitBytes && this.#bytes > (this.#shares.get(request) ?? 0))
      throw new ApiError('ThrottledException', 'Rate exceeded')
  }

  /** Counts bytes for a request, if they fit. */
  take(request: object, bytes: number): void {
    this.expect(request, bytes)
    this.#shares.set(request, (this.#shares.get(request) ?? 0) + bytes)
    this.#bytes += bytes
  }

  /** The request is answered. */
  release(request: object): void {
    this.#bytes -= this.#shares.get(request) ?? 0
    this.#shares.delete(request)
  }
}
