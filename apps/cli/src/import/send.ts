/** Documents to the running service, as a daemon sends them: PutTraceSegments, again while the service asks for it. */
import { z } from 'zod'

export type Refused = { readonly id: string | null; readonly reason: string }

const reply = z.object({
  UnprocessedTraceSegments: z
    .array(z.object({ Id: z.string().nullish(), ErrorCode: z.string().nullish(), Message: z.string().nullish() }))
    .nullish(),
})

const mostDocuments = 200
const mostBytes = 4 * 1024 * 1024
const atOnce = 4
/** So long a service that is busy, or whose store is away, is asked again. */
const patienceMs = 60_000

/** Resolves with what the service did not take. Rejects when it does not answer. */
export async function sendDocuments(service: string, documents: readonly object[]): Promise<Refused[]> {
  const refused: Refused[] = []
  const waiting = batchesOf(documents)
  const worker = async () => {
    for (let batch = waiting.next(); batch.done !== true; batch = waiting.next())
      refused.push(...(await sendBatch(service, batch.value)))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return refused
}

function* batchesOf(documents: readonly object[]): Generator<string[]> {
  let batch: string[] = []
  let bytes = 0
  for (const document of documents) {
    const text = JSON.stringify(document)
    if (batch.length > 0 && (batch.length >= mostDocuments || bytes + text.length > mostBytes)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(text)
    bytes += text.length
  }
  if (batch.length > 0) yield batch
}

async function sendBatch(service: string, batch: readonly string[]): Promise<Refused[]> {
  const body = JSON.stringify({ TraceSegmentDocuments: batch })
  for (const until = Date.now() + patienceMs; ; ) {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${service}/TraceSegments`, { method: 'POST', headers, body })
    const text = await response.text()
    if (response.ok) {
      const { UnprocessedTraceSegments } = reply.parse(JSON.parse(text))
      return (UnprocessedTraceSegments ?? []).map(({ Id, ErrorCode, Message }) => ({
        id: Id ?? null,
        reason: Message ?? ErrorCode ?? 'refused by the service',
      }))
    }
    const again = response.status === 429 || response.status === 503
    if (!again || Date.now() > until) throw new Error(`The service answered ${response.status}: ${text.slice(0, 300)}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
