/** How much of the filter language a source takes: ours is wider than X-Ray's. */
import type { Reply } from '@roentgen/contract'
import type { ParseOptions } from '@roentgen/filter'

const byKind = { own: false, xray: 'except-not', aws: true } as const

/** Until the sources are known nothing is offered that one of them could refuse. */
export function strictFor(sources: Reply<'sources'> | undefined, id: string | undefined): ParseOptions['strict'] {
  const wanted = id ?? sources?.current
  const source = sources?.sources.find((one) => one.id === wanted)
  return source === undefined ? true : byKind[source.kind]
}
