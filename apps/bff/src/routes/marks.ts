/** What the bff itself changes, as marks beside the course of the window. Without a store there is nowhere to put them. */
import { createHash } from 'node:crypto'
import type { Objective } from '@roentgen/slo'
import type { ConfigChange } from '@roentgen/store'
import { z } from 'zod'
import type { Keep } from '../keep/index.ts'
import type { Context } from './context.ts'

type Marking = Pick<Context, 'store' | 'log'>

/** The change holds already: that it could not be marked is said to the log only. */
export async function mark({ store, log }: Marking, change: Omit<ConfigChange, 'atUs'>): Promise<void> {
  await store?.recordChanges([{ ...change, atUs: Date.now() * 1000 }]).catch((error: unknown) => {
    log(`bff: a change of ${change.kind} was not marked: ${error instanceof Error ? error.message : String(error)}`)
  })
}

/** Objectives are read at the start only: other ones than at the last start are a change, and it shows from now on. */
export async function markObjectives(marking: Marking, keep: Keep, objectives: readonly Objective[]): Promise<void> {
  if (!marking.store) return
  const seen = keep.document({
    name: 'objectives-seen',
    schema: z.object({ digest: z.string().nullable() }),
    initial: { digest: null },
  })
  const digest = createHash('sha256').update(JSON.stringify(objectives)).digest('hex')
  const before = (await seen.read()).value.digest
  if (before === digest) return
  await seen.change(() => ({ digest }))
  if (before !== null) await mark(marking, { kind: 'objectives', did: 'changed', subject: '' })
}
