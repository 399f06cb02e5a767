/** The ClickHouse behind a run: the user's own, or the embedded one kept alive on one port with one password. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type EmbeddedServer, startEmbedded } from '@roentgen/store/embedded'
import type { Options } from './options.ts'
import { places } from './places.ts'

export type ClickHouse = {
  readonly url: string
  readonly user: string
  readonly password: string
  readonly database: string
  readonly pid: () => number | null
  readonly stop: () => Promise<void>
}

/** `http://user:password@host:8123/database`: parts that are absent take ClickHouse's defaults. */
export function outsideClickHouse(text: string): Omit<ClickHouse, 'pid' | 'stop'> {
  const url = new URL(text)
  return {
    url: `${url.protocol}//${url.host}`,
    user: decodeURIComponent(url.username) || 'default',
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || 'roentgen',
  }
}

export async function startClickHouse(options: Options, say: (text: string) => void): Promise<ClickHouse> {
  if (options.clickhouse)
    return { ...outsideClickHouse(options.clickhouse), pid: () => null, stop: async () => undefined }

  const password = randomBytes(24).toString('base64url')
  let stopping = false
  let server: EmbeddedServer | null = null
  let deaths = 0
  const start = async (httpPort: number): Promise<EmbeddedServer> => {
    server = await startEmbedded({
      dir: join(options.data, 'clickhouse'),
      httpPort,
      password,
      childPath: places.clickhouseChild,
      onExit: ({ code, signal }) => {
        if (stopping) return
        say(`ClickHouse died (${signal ?? `exit code ${code}`}); starting it again`)
        again(server?.httpPort ?? httpPort)
      },
    })
    return server
  }
  const again = (port: number): void => {
    setTimeout(
      () => {
        if (stopping) return
        start(port).then(
          () => {
            deaths = 0
          },
          (cause: Error) => {
            say(`ClickHouse did not come back: ${cause.message}`)
            deaths++
            again(port)
          },
        )
      },
      Math.min(100 * 2 ** deaths, 10_000),
    )
  }

  const first = await start(0)
  return {
    url: first.url,
    user: first.user,
    password,
    database: 'roentgen',
    pid: () => server?.pid ?? null,
    stop: async () => {
      stopping = true
      await server?.stop()
    },
  }
}
