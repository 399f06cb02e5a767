/** Finds the engine library of this platform, or says in one sentence why there is none and what to do instead. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export class NoEngineError extends Error {
  override name = 'NoEngineError'
}

const instead = 'Start a ClickHouse server of your own and point Roentgen at it with --clickhouse URL.'

/** The npm package with the engine for a platform; null where none exists. */
export function enginePackage(platform: string, arch: string, musl: boolean): string | null {
  if (platform === 'linux' && !musl && (arch === 'x64' || arch === 'arm64')) return `@chdb/lib-linux-${arch}-gnu`
  if (platform === 'darwin' && (arch === 'x64' || arch === 'arm64')) return `@chdb/lib-darwin-${arch}`
  return null
}

/** glibc names itself in Node's own report; musl does not. */
function runsOnMusl(): boolean {
  if (process.platform !== 'linux') return false
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined
  return report?.header?.glibcVersionRuntime === undefined
}

export type Host = { readonly platform: string; readonly arch: string; readonly musl: boolean }

const thisHost = (): Host => ({ platform: process.platform, arch: process.arch, musl: runsOnMusl() })

/** Path of libchdb, looked up from where the child lives, since that is the package which depends on it. */
export function engineLibrary(childPath: string, { platform, arch, musl }: Host = thisHost()): string {
  const name = enginePackage(platform, arch, musl)
  const here = `${platform} ${arch}${musl ? ' with musl libc' : ''}`
  if (name === null)
    throw new NoEngineError(
      `The built-in ClickHouse runs on Linux with glibc and on macOS (x64, arm64), not on ${here}. ${instead}`,
    )
  let folder: string
  try {
    folder = dirname(createRequire(childPath).resolve(`${name}/package.json`))
  } catch {
    throw new NoEngineError(
      `The built-in ClickHouse is not installed: the optional package ${name} is missing; install again with optional dependencies. ${instead}`,
    )
  }
  const library = join(folder, 'libchdb.so')
  if (!existsSync(library)) throw new NoEngineError(`The package ${name} holds no libchdb.so; reinstall it. ${instead}`)
  return library
}
