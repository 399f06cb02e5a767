/** `roentgen demo`: everything, and the sample shop making traffic, with a day of its recorded traffic before. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { replayHistory } from '@roentgen/shop'
import { startChild } from './child.ts'
import type { Options } from './options.ts'
import { demoMarker, places } from './places.ts'
import { type Running, readyLine, up } from './up.ts'

type Span = { readonly fromUs: number; readonly toUs: number }

const hourUs = 3_600_000_000

/** The reader's own objectives win; without any the shop's show what objectives look like. */
function withObjectives(options: Options): Options {
  if (options.config || existsSync(join(process.cwd(), 'roentgen.yaml'))) return options
  return { ...options, config: join(places.shopFolder, 'roentgen.yaml') }
}

/** The history an earlier demo left in this folder, so that it is not sent twice. */
function sentBefore(marker: string): Span | null {
  if (!existsSync(marker)) return null
  try {
    const { fromUs, toUs } = JSON.parse(readFileSync(marker, 'utf8')) as Partial<Span>
    return typeof fromUs === 'number' && typeof toUs === 'number' ? { fromUs, toUs } : null
  } catch {
    return null
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

export async function demo(
  options: Options,
  say: (text: string) => void,
  untilStopped: (running: Running) => Promise<void>,
): Promise<void> {
  const marker = join(options.data, demoMarker)
  const nowUs = Date.now() * 1000
  const before = sentBefore(marker)
  const wanted: Span | null = options.history > 0 ? { fromUs: nowUs - options.history * hourUs, toUs: nowUs } : null
  const span = before ?? wanted
  // The bff must know where the shop's switches are before the shop runs.
  const shopPort = await freePort()

  const running = await up(withObjectives(options), say, {
    bff: {
      ROENTGEN_SHOP: `http://127.0.0.1:${shopPort}`,
      ...(span && { ROENTGEN_SAMPLE_FROM: String(span.fromUs / 1e6), ROENTGEN_SAMPLE_TO: String(span.toUs / 1e6) }),
    },
  })
  process.stdout.write(`${readyLine(running)}\n`)

  const shop = startChild({
    name: 'shop',
    script: places.shop,
    say,
    env: () => ({ ...running.env, ROENTGEN_SHOP_PORT: String(shopPort) }),
  }).then(
    ({ child }) => running.add(child),
    (cause: Error) => say(`the sample shop did not start: ${cause.message}`),
  )
  const history =
    wanted && !before
      ? replayHistory({
          xrayUrl: running.xray,
          toUs: wanted.toUs,
          hours: options.history,
          folder: places.shopFolder,
        }).then(
          (sent) => {
            writeFileSync(marker, JSON.stringify(span))
            say(`sent ${sent.traces} recorded traces as sample history (${sent.documents} documents)`)
          },
          (cause: Error) => say(`the sample history was not sent whole: ${cause.message}`),
        )
      : Promise.resolve()
  await untilStopped({
    ...running,
    stop: async () => {
      await Promise.allSettled([
        shop,
        Promise.race([history, new Promise((resolve) => setTimeout(resolve, 500).unref())]),
      ])
      await running.stop()
    },
  })
}
