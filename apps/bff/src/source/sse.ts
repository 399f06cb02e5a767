/**
 * Listens to a server-sent event stream over fetch, for ever: comes back with a growing pause when it ends.
 * Gives up only when somebody answers who has no such stream.
 */
export function listenToEvents(
  url: string,
  onEvent: (data: string) => void,
  onNone: () => void = () => {},
): () => void {
  const stopped = new AbortController()
  let pauseMs = 500
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        const reply = await fetch(url, { headers: { accept: 'text/event-stream' }, signal: stopped.signal })
        if (reply.ok && reply.body) {
          pauseMs = 500
          await readEvents(reply.body, onEvent)
        } else {
          await reply.body?.cancel()
          if (reply.status >= 400 && reply.status < 500) return onNone()
        }
      } catch {
        // Away, or stopped: the loop decides.
      }
      if (stopped.signal.aborted) return
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref())
      pauseMs = Math.min(pauseMs * 2, 10_000)
    }
  }
  void run()
  return () => stopped.abort()
}

async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (data: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = text
        .slice(0, end)
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trimStart())
        .join('\n')
      text = text.slice(end + 2)
      if (data) onEvent(data)
    }
  }
}
