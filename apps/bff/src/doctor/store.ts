/** ClickHouse and its disk. */
import type { DoctorReply } from '@roentgen/contract'
import type { Store } from '@roentgen/store'
import { advice, type Check, check, why, within } from './check.ts'

const lowShare = 0.1
const fullShare = 0.05

export async function storeChecks(store: Store | null): Promise<{ checks: Check[]; stored: DoctorReply['stored'] }> {
  if (!store) return { checks: [check('clickhouse', 'skip')], stored: null }
  try {
    const started = performance.now()
    if (!(await within(3000, store.ping()))) throw new Error('it does not answer')
    const milliseconds = Math.round(performance.now() - started)
    const figures = await within(5000, store.statistics())
    const free = figures.diskTotalBytes > 0 ? figures.diskFreeBytes / figures.diskTotalBytes : 1
    const disk = { free: figures.diskFreeBytes, total: figures.diskTotalBytes, percent: Math.round(free * 100) }
    return {
      checks: [
        check('clickhouse', 'ok', { milliseconds }),
        check(
          'disk',
          free < fullShare ? 'fail' : free < lowShare ? 'warn' : 'ok',
          disk,
          free < lowShare ? advice('retention') : null,
        ),
      ],
      stored: {
        segments: figures.segments,
        traces: figures.traces,
        bytesOnDisk: figures.bytesOnDisk,
        oldest: figures.oldestReceivedUs === null ? null : figures.oldestReceivedUs / 1e6,
      },
    }
  } catch (error) {
    return { checks: [check('clickhouse', 'fail', { why: why(error) }), check('disk', 'skip')], stored: null }
  }
}
