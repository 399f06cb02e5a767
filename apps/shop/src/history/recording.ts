import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { isScenarioId, type ScenarioId } from '../scenarios.ts'
import type { PackedTrace } from './packed-trace.ts'

/** `manifest.json` beside `traces.ndjson.gz` (one PackedTrace a line, in order of time). */
export type Manifest = {
  version: 1
  /** ISO time at which the recording began. */
  recorded: string
  seconds: number
  traces: number
  documents: number
  /** When a scenario was on, in seconds since the beginning. */
  episodes: { scenario: ScenarioId; from: number; to: number }[]
}

export type Recording = { manifest: Manifest; traces: PackedTrace[] }

export const recordingFiles = { manifest: 'manifest.json', traces: 'traces.ndjson.gz' } as const

function parseManifest(text: string): Manifest {
  const manifest = JSON.parse(text) as Manifest
  if (manifest.version !== 1)
    throw new Error(`The shop's recording has version ${manifest.version}; this program reads version 1.`)
  for (const { scenario } of manifest.episodes) {
    if (!isScenarioId(scenario)) throw new Error(`The shop's recording names an unknown scenario "${scenario}".`)
  }
  return manifest
}

export async function readRecording(directory: string): Promise<Recording> {
  const [manifest, packed] = await Promise.all([
    readFile(join(directory, recordingFiles.manifest), 'utf8'),
    readFile(join(directory, recordingFiles.traces)),
  ])
  const lines = (await promisify(gunzip)(packed)).toString('utf8').split('\n')
  const traces = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as PackedTrace)
  return { manifest: parseManifest(manifest), traces }
}

/** Traces by what was going on when they were recorded; `null`: nothing out of the ordinary. */
export function poolsOf({ manifest, traces }: Recording): Map<ScenarioId | null, PackedTrace[]> {
  const pools = new Map<ScenarioId | null, PackedTrace[]>()
  for (const trace of traces) {
    const episode = manifest.episodes.find(({ from, to }) => trace.at >= from && trace.at < to)
    const pool = pools.get(episode?.scenario ?? null) ?? []
    pool.push(trace)
    pools.set(episode?.scenario ?? null, pool)
  }
  return pools
}
