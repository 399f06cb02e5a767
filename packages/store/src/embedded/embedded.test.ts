import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { type EmbeddedServer, startEmbedded } from './index.ts'
import { engineLibrary, enginePackage } from './library.ts'

const folders: string[] = []
const servers: EmbeddedServer[] = []
const newDir = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'roentgen-embedded-'))
  folders.push(dir)
  return dir
}
const start = async (options: Parameters<typeof startEmbedded>[0]): Promise<EmbeddedServer> => {
  const server = await startEmbedded(options)
  servers.push(server)
  return server
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true })
})

async function ask(
  server: EmbeddedServer,
  sql: string,
  user = server.user,
  password = server.password,
): Promise<string> {
  const reply = await fetch(server.url, {
    method: 'POST',
    body: sql,
    headers: { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password },
  })
  const text = (await reply.text()).trim()
  if (!reply.ok) throw new Error(text)
  return text
}

const closed = async (port: number): Promise<void> => {
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/ping`)
    } catch {
      return
    }
    await new Promise((done) => setTimeout(done, 50))
  }
}

describe('the embedded server', () => {
  it('keeps what was acknowledged through kill -9, on the same port and password', async () => {
    const dir = newDir()
    let tell: (how: unknown) => void = () => undefined
    const died = new Promise((done) => {
      tell = done
    })
    const first = await start({ dir, onExit: tell })
    await ask(first, 'CREATE DATABASE d')
    await ask(
      first,
      'CREATE TABLE d.t (n UInt32) ENGINE = MergeTree ORDER BY n SETTINGS fsync_after_insert = 1, fsync_part_directory = 1',
    )
    await ask(first, 'INSERT INTO d.t SELECT number FROM numbers(1000)')
    process.kill(first.pid, 'SIGKILL')
    expect(await died).toEqual({ code: null, signal: 'SIGKILL' })
    await first.stop()

    const second = await start({ dir, httpPort: first.httpPort, password: first.password })
    expect(second.url).toBe(first.url)
    expect(await ask(second, 'SELECT count(), sum(n) FROM d.t')).toBe('1000\t499500')
    // What the killed one left behind of its configuration is gone.
    expect(readdirSync(dir).filter((name) => name.startsWith('run-'))).toHaveLength(1)
  })

  it('lets nobody in without the password, and gives `default` nothing', async () => {
    const server = await start({ dir: newDir() })
    await expect(ask(server, 'SELECT 1', server.user, 'wrong')).rejects.toThrow(
      /AUTHENTICATION_FAILED|Authentication failed/,
    )
    await expect(ask(server, 'CREATE DATABASE x', 'default', '')).rejects.toThrow(/ACCESS_DENIED/)
    await expect(ask(server, "SELECT * FROM file('/etc/hostname', 'LineAsString')", 'default', '')).rejects.toThrow()
  })

  it('honours its memory ceiling and writes no system logs', async () => {
    const memoryBytes = 900 * 1024 * 1024
    const server = await start({ dir: newDir(), memoryBytes })
    expect(await ask(server, "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'")).toBe(
      String(memoryBytes),
    )
    await expect(
      ask(
        server,
        "SELECT length(groupArray(concat(toString(number), repeat('x', 20000)))) FROM numbers(200000) SETTINGS max_memory_usage = 0",
      ),
    ).rejects.toThrow(/MEMORY_LIMIT_EXCEEDED/)
    await ask(server, 'SELECT 1')
    expect(
      await ask(server, "SELECT count() FROM system.tables WHERE database = 'system' AND name LIKE '%\\_log'"),
    ).toBe('0')
  })

  it('refuses a directory in use in one sentence, and leaves its owner alone', async () => {
    const dir = newDir()
    const server = await start({ dir })
    await expect(startEmbedded({ dir })).rejects.toThrow(/in use by another Roentgen.*--data/)
    expect(await ask(server, 'SELECT 1')).toBe('1')
  })

  it('refuses a taken port in one sentence', async () => {
    const other = createServer()
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(startEmbedded({ dir: newDir(), httpPort: port })).rejects.toThrow(`Port ${port}`)
    await new Promise((done) => other.close(done))
  })

  it('says why there is none, and what to do: no engine for the platform', async () => {
    expect(enginePackage('linux', 'x64', false)).toBe('@chdb/lib-linux-x64-gnu')
    expect(enginePackage('darwin', 'arm64', false)).toBe('@chdb/lib-darwin-arm64')
    expect(enginePackage('linux', 'x64', true)).toBeNull()
    expect(enginePackage('win32', 'x64', false)).toBeNull()
    const here = fileURLToPath(import.meta.url)
    expect(() => engineLibrary(here, { platform: 'win32', arch: 'x64', musl: false })).toThrow(
      /not on win32 x64.*--clickhouse URL/,
    )
    const foreign = process.platform === 'darwin' ? 'linux' : 'darwin'
    expect(() => engineLibrary(here, { platform: foreign, arch: process.arch, musl: false })).toThrow(
      /optional package @chdb.* is missing.*--clickhouse URL/,
    )
  })

  it('dies with its parent', async () => {
    const script = join(newDir(), 'parent.mjs')
    writeFileSync(
      script,
      `import { startEmbedded } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
const server = await startEmbedded({ dir: ${JSON.stringify(newDir())} })
process.send({ pid: server.pid, port: server.httpPort })
setInterval(() => {}, 1000)`,
    )
    const parent: ChildProcess = fork(script, { execArgv: ['--import', import.meta.resolve('tsx')] })
    const told = await new Promise<{ pid: number; port: number }>((done) =>
      parent.once('message', (m) => done(m as never)),
    )
    parent.kill('SIGKILL')
    await closed(told.port)
    for (;;) {
      try {
        process.kill(told.pid, 0)
      } catch {
        break
      }
      await new Promise((done) => setTimeout(done, 50))
    }
  }, 60_000)
})
