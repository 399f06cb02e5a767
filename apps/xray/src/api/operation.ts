import type { Store } from '@roentgen/store'
import type { Ingest } from '../ingest/ingest.ts'
import type { Input, Shape } from './members.ts'
import { readInput } from './members.ts'
import type { SamplingService } from './sampling-service.ts'

/** What an operation may use. */
export type Context = {
  readonly store: Store
  readonly ingest: Ingest
  readonly sampling: SamplingService
  readonly nowMs: () => number
  /** Who sent the request, for the doctor. */
  readonly from: string
}

export type Operation = {
  readonly name: string
  /** Every operation is `POST` on one fixed path (facts 1.1). */
  readonly path: string
  readonly answer: (body: string, context: Context) => Promise<object>
}

/** An operation from its table of members and the function behind it. */
export function operation<S extends Shape>(
  name: string,
  path: string,
  shape: S,
  run: (input: Input<S>, context: Context) => Promise<object> | object,
): Operation {
  return { name, path, answer: async (body, context) => run(readInput(shape, body), context) }
}
