/** Sends an hour to a Roentgen of its own, and asks it for the story. */

import { parseConfig } from '../../apps/bff/src/config.ts'
import { startBff } from '../../apps/bff/src/index.ts'
import { parseSource, type SourceSpec } from '../../apps/bff/src/source/spec.ts'
import { formatMessage } from '../../apps/web/src/messages/index.ts'
import { headlineFrom } from '../../apps/web/src/pages/map/story/told.ts'
import type { StoryReply } from '../../packages/contract/src/index.ts'
import { messagesEn, plainValues, type Sentence, textOf, written } from '../../packages/story/src/index.ts'
import { eventually, type Running, startRunning } from '../api/running.ts'
import type { Hour } from './hour.ts'

export type Told = { readonly reply: StoryReply; readonly text: string; readonly viaApi: StoryReply | null }

const atOnce = 500
const together = 4

export async function tell(hour: Hour, viaApi = false): Promise<Told> {
  const running = await startRunning()
  const api = `xray:${running.url}`
  const bff = await startBff({
    port: 0,
    store: running.temporary.store,
    source: parseSource('own') as SourceSpec,
    config: { ...parseConfig('', 'roentgen.yaml'), sources: [parseSource(api) as SourceSpec] },
    xrayUrl: running.url,
    checkReplies: true,
  })
  try {
    await send(running, hour)
    const ask = async (source: string): Promise<StoryReply> => {
      const query = new URLSearchParams({ source, from: String(hour.startS), to: String(hour.startS + 3600) })
      const response = await fetch(`${bff.url}/api/story?${query}`)
      if (!response.ok) throw new Error(`/api/story: ${response.status} ${await response.text()}`)
      return (await response.json()) as StoryReply
    }
    const reply = await ask('own')
    return { reply, text: textIn(reply), viaApi: viaApi ? await ask(api) : null }
  } finally {
    await bff.close()
    await running.stop()
  }
}

async function send({ url, temporary: { store } }: Running, { documents, traces }: Hour): Promise<void> {
  let next = 0
  const sender = async (): Promise<void> => {
    while (next < documents.length) {
      const from = next
      next += atOnce
      const body = JSON.stringify({ TraceSegmentDocuments: documents.slice(from, from + atOnce) })
      const response = await fetch(`${url}/TraceSegments`, { method: 'POST', body })
      const reply = (await response.json()) as { UnprocessedTraceSegments?: unknown[] }
      if (!response.ok || (reply.UnprocessedTraceSegments?.length ?? 0) > 0)
        throw new Error(`PutTraceSegments: ${response.status} ${JSON.stringify(reply).slice(0, 500)}`)
    }
  }
  await Promise.all(Array.from({ length: together }, sender))
  await eventually(
    async () => (await store.statistics()).traces >= traces && (await store.unsettledTraces()).length === 0,
    (ready) => ready,
    250,
  )
}

/** As the page writes it, in English and UTC. */
export function textIn(reply: StoryReply): string {
  const say = ({ id, values }: Sentence): string =>
    formatMessage(
      messagesEn[id],
      plainValues(values, (s) => `${Math.round(s * 1000)} ms`),
    )
  const headline = headlineFrom(reply)
  if (!headline) throw new Error(`unknown sentences: ${JSON.stringify(reply.headline)}`)
  return textOf(written(headline, messagesEn, say))
}
