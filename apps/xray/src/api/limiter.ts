/** So many requests a second of an operation, for all callers together; beyond it ThrottledException, which every SDK repeats. */
import { ApiError } from './errors.ts'
import { model, type OperationName } from './model.ts'

/** Requests a second, by operation; 0: none at all. An operation that is not listed is not limited. */
export type Limits = ReadonlyMap<OperationName, number>

type Bucket = { tokens: number; atMs: number }

/** A bucket for each operation that holds the requests of one second. */
export class Limiter {
  readonly #limits: Limits
  readonly #nowMs: () => number
  readonly #buckets = new Map<OperationName, Bucket>()

  constructor(limits: Limits, nowMs: () => number) {
    this.#limits = limits
    this.#nowMs = nowMs
  }

  admit(name: OperationName): void {
    const perSecond = this.#limits.get(name)
    if (perSecond === undefined) return
    const nowMs = this.#nowMs()
    const most = perSecond === 0 ? 0 : Math.max(1, perSecond)
    const bucket = this.#buckets.get(name) ?? { tokens: most, atMs: nowMs }
    this.#buckets.set(name, bucket)
    bucket.tokens = Math.min(most, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond)
    bucket.atMs = nowMs
    if (bucket.tokens < 1) throw new ApiError('ThrottledException', `Rate exceeded for ${name}; try again.`)
    bucket.tokens--
  }
}

/** `PutTraceSegments=100,GetServiceGraph=0.5`; throws a sentence that says what is wrong. */
export function parseLimits(text: string): Limits {
  const limits = new Map<OperationName, number>()
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue
    const [, name = '', number = ''] = /^(\w+)\s*=\s*(\d+(?:\.\d+)?)$/.exec(part) ?? []
    if (!isOperation(name))
      throw new Error(`"${part}" is not OPERATION=REQUESTS_A_SECOND, such as PutTraceSegments=100`)
    limits.set(name, Number(number))
  }
  return limits
}

const isOperation = (name: string): name is OperationName => Object.hasOwn(model, name)
