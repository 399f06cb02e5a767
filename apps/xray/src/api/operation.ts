import type { Store } from '@roentgen/store'
import type { Control } from '../control/control.ts'
import type { Ingest } from '../ingest/ingest.ts'
import type { Retrievals } from '../retrieval/retrievals.ts'
import type { Sampling } from '../sampling/sampling.ts'
import type { Input } from './members.ts'
import { readInput } from './members.ts'
import { model, type OperationName } from './model.ts'

/** What an operation may use. */
export type Context = {
  readonly store: Store
  readonly ingest: Ingest
  readonly sampling: Sampling
  readonly control: Control
  readonly retrievals: Retrievals
  readonly nowMs: () => number
  /** Who sent the request, for the doctor. */
  readonly from: string
}

export type Operation = {
  readonly name: OperationName
  readonly answer: (body: string, context: Context) => Promise<object>
}

type InputOf<N extends OperationName> = Input<(typeof model)[N]['input']>

/** An operation from its row of the model and the function that does it; the function sees a request that the model allows. */
export function operation<N extends OperationName>(
  name: N,
  run: (input: InputOf<N>, context: Context) => Promise<object> | object,
): Operation {
  const shape: (typeof model)[N]['input'] = model[name].input
  return { name, answer: async (body, context) => run(readInput(shape, body), context) }
}
