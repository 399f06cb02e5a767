/** All that is derived from the documents of one trace, in one go. Facts 2 to 4; the rules are listed in ARCHITECTURE.md. */
import { rowsOf } from './calls.ts'
import { entitiesOf, type LinkedTrace, linkEntities, type TraceDocument } from './entities.ts'
import { functionRuns, linkSettled } from './function-run.ts'
import { OWN_ACCOUNT } from './identity.ts'
import type { LinkedCall } from './links.ts'
import type { AssembledTrace } from './model.ts'
import { extentOf, summaryOf } from './summary.ts'
import { epochMinute } from './time.ts'
import { versionsOf } from './versions.ts'

/** Raise it when the rules below change: every stored trace is then derived again. */
export const LOGIC_NUMBER = 2

export type AssembleOptions = {
  /** True once the waiting is over: calls marked `traced` get their inferred callee, links without origin are dropped, function runs get their facade. */
  readonly settled: boolean
  /** Nodes of this account carry no account. Default `000000000000`. */
  readonly ownAccount?: string
  /** What `linkTargets` asked for, by `linkKey`: where those calls went. */
  readonly linked?: ReadonlyMap<string, LinkedCall>
}

const NO_LINKS: ReadonlyMap<string, LinkedCall> = new Map()

export function assemble(docs: readonly TraceDocument[], options: AssembleOptions): AssembledTrace {
  const ownAccount = options.ownAccount ?? OWN_ACCOUNT
  const trace = options.settled ? linkSettled(docs) : linkEntities(docs)
  const runsWait = !options.settled && functionRuns(trace).facades.length > 0
  const rows = rowsOf(trace, { settled: options.settled, ownAccount, linked: options.linked ?? NO_LINKS })
  const extent = extentOf(trace)
  const root = trace.roots[0]
  const versions = versionsOf(trace, ownAccount)
  return {
    summary: summaryOf(trace, rows, extent, ownAccount),
    served: rows.served,
    called: rows.called,
    ...(versions.length > 0 ? { versions } : {}),
    touchedMinutes: touchedMinutes(trace),
    knowledge: trace.knowledge,
    settled: options.settled || !(rows.unanswered || rows.unlinked || runsWait),
    whole:
      root !== undefined &&
      root.endUs !== null &&
      trace.parentless.size === 0 &&
      trace.orphans.length === 0 &&
      !rows.unanswered &&
      !extent.anyInProgress,
  }
}

/** logic number x 2^32 + knowledge x 2 + settled: more knowledge always wins, whoever writes it. */
export function traceVersion(trace: Pick<AssembledTrace, 'knowledge' | 'settled'>): bigint {
  return BigInt(LOGIC_NUMBER) * 2n ** 32n + BigInt(trace.knowledge) * 2n + (trace.settled ? 1n : 0n)
}

function touchedMinutes(trace: LinkedTrace): number[] {
  const minutes = new Set<number>()
  for (const segment of trace.segments) {
    for (const entity of entitiesOf(segment)) if (entity.endUs !== null) minutes.add(epochMinute(entity.endUs))
  }
  return [...minutes].sort((a, b) => a - b)
}
