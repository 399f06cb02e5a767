export type SendOptions = {
  xrayUrl: string
  /** Calls waiting for an answer at one time. */
  inFlight?: number
  /** Documents per call: what the daemon sends. */
  batch?: number
  onSent?: (documents: number) => void
}

const attempts = 12

class Refused extends Error {
  override name = 'Refused'
}

/** One PutTraceSegments call, tried again while the service is busy or away. Answers how many documents it did not take. */
async function put(url: string, documents: readonly string[]): Promise<number> {
  let problem: unknown
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0)
      await new Promise((resolve) =>
        setTimeout(resolve, Math.min(100 * 2 ** attempt, 3000) * (0.5 + Math.random() / 2)),
      )
    try {
      const response = await fetch(`${url.replace(/\/$/, '')}/TraceSegments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ TraceSegmentDocuments: documents }),
        signal: AbortSignal.timeout(20_000),
      })
      const body = await response.text()
      if (response.ok) {
        const answer = JSON.parse(body) as { UnprocessedTraceSegments?: unknown[] | null }
        return answer.UnprocessedTraceSegments?.length ?? 0
      }
      problem = new Refused(`PutTraceSegments answered ${response.status}: ${body.slice(0, 200)}`)
      if (response.status < 500 && response.status !== 429) break
    } catch (error) {
      problem = error
    }
  }
  throw problem
}

/** Sends in batches, a few at a time, in the given order; answers how many were sent and how many of them were rejected. */
export async function sendDocuments(
  documents: Iterable<string>,
  { xrayUrl, inFlight = 8, batch = 50, onSent }: SendOptions,
): Promise<{ sent: number; rejected: number }> {
  const source = documents[Symbol.iterator]()
  let sent = 0
  let rejected = 0
  const nextBatch = (): string[] => {
    const taken: string[] = []
    while (taken.length < batch) {
      const next = source.next()
      if (next.done) break
      taken.push(next.value)
    }
    return taken
  }
  const worker = async () => {
    for (let taken = nextBatch(); taken.length > 0; taken = nextBatch()) {
      const refused = await put(xrayUrl, taken) // apart: `rejected += await` would read the sum before the wait
      rejected += refused
      sent += taken.length
      onSent?.(sent)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return { sent, rejected }
}
