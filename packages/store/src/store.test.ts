import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startEmbedded } from './embedded/index.ts'
import { openStore, StoreUnavailable } from './index.ts'
import { storeContract } from './testing/contract.ts'
import { outsideServer, temporaryStore } from './testing/index.ts'

storeContract('embedded', () => temporaryStore())

const outside = outsideServer()
if (outside) storeContract('outside', () => temporaryStore(outside))
else
  it.skip('store contract: outside (set ROENTGEN_TEST_CLICKHOUSE=http://user:password@host:port to run it)', () =>
    undefined)

describe('a store whose server is away', () => {
  const dir = mkdtempSync(join(tmpdir(), 'roentgen-away-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  it('is unavailable, and is back when the server is, on the same port and with the same password', async () => {
    const first = await startEmbedded({ dir })
    const store = openStore({ ...first, database: 'roentgen' })
    await store.migrate()
    await store.insertSegments([{ traceId: 't', id: 'i', complete: true, receivedUs: 1, document: 'd' }])
    process.kill(first.pid, 'SIGKILL')
    await first.stop()
    await expect(store.documents(['t'])).rejects.toThrow(StoreUnavailable)
    await expect(
      store.insertSegments([{ traceId: 't', id: 'j', complete: true, receivedUs: 1, document: 'd' }]),
    ).rejects.toThrow(StoreUnavailable)
    expect(await store.ping()).toBe(false)

    const second = await startEmbedded({ dir, httpPort: first.httpPort, password: first.password })
    expect((await store.documents(['t'])).get('t')).toHaveLength(1)
    await store.close()
    await second.stop()
  })
})
