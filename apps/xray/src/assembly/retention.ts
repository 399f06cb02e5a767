/** Drops what is too old or too much, hourly. */
import type { Store } from '@roentgen/store'
import { words } from '../ingest/ingest.ts'

export type RetentionLimits = { readonly days: number; readonly bytes: number | null }

const hourMs = 3_600_000
const firstMs = 60_000

export function keepWithin(
  store: Pick<Store, 'retain'>,
  limits: RetentionLimits,
  log: (line: string) => void,
): { close: () => void } {
  const run = async () => {
    try {
      const { droppedPartitions } = await store.retain(limits)
      if (droppedPartitions.length > 0) log(`retention dropped ${droppedPartitions.join(', ')}`)
    } catch (error) {
      log(`retention waits for the store: ${words(error)}`)
    }
  }
  const first = setTimeout(run, firstMs)
  const hourly = setInterval(run, hourMs)
  return {
    close: () => {
      clearTimeout(first)
      clearInterval(hourly)
    },
  }
}
