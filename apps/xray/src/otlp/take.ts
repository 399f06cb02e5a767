/** Spans into the one commit path that everything takes, whichever way they came. */
import type { Partial, Translation } from '@roentgen/translate'
import type { Ingest } from '../ingest/ingest.ts'
import type { Way } from '../ingest/ledger.ts'

/** Resolves when all good spans are on disk; null when all were good. Breaks with `BufferFull` or `StoreAway`. */
export async function take(
  ingest: Ingest,
  { documents, rejected }: Translation,
  way: Way,
  from: string,
): Promise<Partial | null> {
  for (const { spanId, reason } of rejected)
    ingest.reject({ id: spanId, code: 'InvalidSpan', message: reason }, '', from)
  const unprocessed = await ingest.putParsed(documents, way, from)
  const first = rejected[0]?.reason ?? unprocessed[0]?.message
  if (first === undefined) return null
  const count = rejected.length + unprocessed.length
  return { rejected: count, message: `${count} ${count === 1 ? 'span' : 'spans'} rejected; the first: ${first}` }
}
