/** PutTraceSegments until it is answered, as an SDK or a daemon with patience would. */
import { pause } from './processes.ts'

/** Resolves when the call was answered 200; re-sends whatever was not answered, or answered with 429 or 5xx. */
export async function sendUntilAnswered(url: string, documents: readonly string[]): Promise<void> {
  for (;;) {
    const answer = await sendOnce(url, documents)
    if (answer === 'stored') return
    await pause(100)
  }
}

export async function sendOnce(url: string, documents: readonly string[]): Promise<'stored' | 'unanswered'> {
  let response: Response
  let text: string
  try {
    response = await fetch(`${url}/TraceSegments`, {
      method: 'POST',
      body: JSON.stringify({ TraceSegmentDocuments: documents }),
    })
    text = await response.text()
  } catch {
    return 'unanswered'
  }
  if (response.status === 429 || response.status >= 500) return 'unanswered'
  if (response.status !== 200 || !text.includes('"UnprocessedTraceSegments":[]'))
    throw new Error(`a good document was refused: ${response.status} ${text}`)
  return 'stored'
}

/** An API question, asked again while the service is being restarted. */
export async function ask(url: string, path: string, body: object): Promise<Record<string, unknown>> {
  for (;;) {
    try {
      const response = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) })
      if (response.status === 200) return await response.json()
      if (response.status < 500) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    } catch (error) {
      if (error instanceof Error && error.message.startsWith(path)) throw error
    }
    await pause(100)
  }
}
