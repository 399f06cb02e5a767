import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { layOut } from './history/layout.ts'
import { unpackTrace } from './history/packed-trace.ts'
import { poolsOf, readRecording } from './history/recording.ts'
import { sendDocuments } from './history/send.ts'

export type ReplayOptions = {
  /** The X-Ray service, e.g. `http://127.0.0.1:2000`. */
  xrayUrl: string
  /** Where the history ends: nothing in it is later. */
  toUs: number
  hours: number
  /** The folder `apps/shop`, when this runs from a bundle elsewhere. */
  folder?: string
  /** Traces for 24 hours; other lengths in proportion. Default 4,200: 5,000 cost the service and its store about 22 CPU-seconds. */
  traces?: number
  onProgress?: (sent: number, total: number) => void
}

export type Replayed = { fromUs: number; toUs: number; traces: number; documents: number }

function recordingDirectory(folder: string | undefined): string {
  const candidates =
    folder === undefined ? [fileURLToPath(new URL('../recording/', import.meta.url))] : [join(folder, 'recording')]
  const found = candidates.find((candidate) => existsSync(candidate))
  if (found === undefined) throw new Error(`The shop's recording is not at ${candidates.join(' or ')}.`)
  return found
}

const randomHex = (digits: number): string => randomBytes(digits / 2).toString('hex')

/** Sends a day of the shop's recorded traffic, moved in time so that it ends now; newest first, so that the map fills from the front. */
export async function replayHistory(options: ReplayOptions): Promise<Replayed> {
  const { toUs, hours, xrayUrl, traces: perDay = 4200, onProgress } = options
  const fromUs = toUs - Math.round(hours * 3_600_000_000)
  const recording = await readRecording(recordingDirectory(options.folder))
  const placements = layOut({
    pools: poolsOf(recording),
    from: fromUs / 1e6,
    to: toUs / 1e6,
    total: Math.round((perDay * hours) / 24),
    random: Math.random,
  })
  const total = placements.reduce((sum, { trace }) => sum + trace.documents.length, 0)
  function* documents(): Generator<string> {
    for (const { trace, start } of placements) {
      for (const document of unpackTrace(trace, start, randomHex)) yield JSON.stringify(document)
    }
  }
  const { rejected } = await sendDocuments(documents(), { xrayUrl, onSent: (sent) => onProgress?.(sent, total) })
  if (rejected > 0) throw new Error(`The service rejected ${rejected} of ${total} documents of the recording.`)
  return { fromUs, toUs, traces: placements.length, documents: total }
}
