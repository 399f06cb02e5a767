/** Documents to start from: the recorded samples of many SDKs and places, moved to now and given trace ids of their own. */
import { readdirSync } from 'node:fs'
import { sampleLines } from '../data/sample.ts'
import type { Json } from './mutate.ts'
import type { Random } from './random.ts'

const names = readdirSync(new URL('../data/samples/', import.meta.url)).flatMap((file) =>
  file.endsWith('.json') ? [file.slice(0, -5)] : [],
)
const documents: readonly { [name: string]: Json }[] = names.flatMap(sampleLines).map((line) => JSON.parse(line))

const few = ['0'.repeat(24), '1'.repeat(24)]

/** Now and then of a trace that many share. */
export function documentsToMutate(random: Random): { [name: string]: Json } {
  const base = random.pick(documents)
  const start = Date.now() / 1000 - random.below(600)
  const began = typeof base.start_time === 'number' ? base.start_time : start
  const moved = (time: Json | undefined): { [name: string]: Json } =>
    typeof time === 'number' ? { end_time: Number((start + time - began).toFixed(6)) } : {}
  return {
    ...structuredClone(base),
    trace_id: `1-${Math.floor(start).toString(16)}-${random.chance(0.9) ? random.hex(24) : random.pick(few)}`,
    id: random.chance(0.7) ? random.hex(16) : (base.id ?? null),
    start_time: start,
    ...moved(base.end_time),
  }
}
