// Bundles the apps for Node (esbuild) and the pages for the browser (Vite). Skips what has not changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const quiet = process.argv.includes('--quiet')
const say = (text) => (quiet ? undefined : process.stdout.write(`${text}\n`))

/** Path, size and time of every file below these folders: changes when any of them does. */
function fingerprint(folders) {
  const hash = createHash('sha256')
  const walk = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name))) {
      if (entry.name === 'node_modules' || entry.name === 'dist') continue
      const child = join(path, entry.name)
      if (entry.isDirectory()) walk(child)
      else {
        const { size, mtimeMs } = statSync(child)
        hash.update(`${relative(root, child)} ${size} ${mtimeMs}\n`)
      }
    }
  }
  for (const folder of folders) walk(join(root, folder))
  hash.update(readFileSync(join(root, 'pnpm-lock.yaml')))
  hash.update(readFileSync(fileURLToPath(import.meta.url)))
  return hash.digest('hex')
}

async function unlessBuilt(name, folders, dist, build) {
  const stamp = join(root, dist, '.built-from')
  const now = fingerprint(folders)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  const started = Date.now()
  await build()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, now)
  say(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

/** What cannot be bundled: native code, and the shop's libraries, which must be the very modules that the SDKs patch. */
const native = ['ffi-rs', '@chdb/*']

async function bundle(app, entries, external) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: entries,
    outbase: join(root, 'apps', app, 'src'),
    outdir: join(root, 'apps', app, 'dist'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
    // Some of the bundled libraries are CommonJS and ask for `require`.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    ...external,
  })
}

const oursOnly = {
  plugins: [
    {
      name: 'ours-only',
      setup(build) {
        build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === 'entry-point' || path.startsWith('@roentgen/') ? undefined : { path, external: true },
        )
      },
    },
  ],
}

const source = (app, file) => join(root, 'apps', app, 'src', file)
const services = () => {
  const folder = join(root, 'apps/shop/src/services')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
    .map((f) => join(folder, f))
}

const started = Date.now()
await Promise.all([
  unlessBuilt('xray', ['apps/xray', 'packages'], 'apps/xray/dist', () =>
    bundle('xray', [source('xray', 'main.ts')], { external: native }),
  ),
  unlessBuilt('bff', ['apps/bff', 'packages'], 'apps/bff/dist', () =>
    bundle('bff', [source('bff', 'main.ts')], { external: native }),
  ),
  unlessBuilt('cli', ['apps/cli', 'packages', 'apps/shop/src'], 'apps/cli/dist', () =>
    bundle('cli', [source('cli', 'main.ts')], { external: native }),
  ),
  unlessBuilt('shop', ['apps/shop/src', 'packages'], 'apps/shop/dist', () =>
    bundle('shop', [source('shop', 'main.ts'), ...services()], oursOnly),
  ),
  unlessBuilt('web', ['apps/web', 'packages'], 'apps/web/dist', async () => {
    const { createRequire } = await import('node:module')
    const require = createRequire(join(root, 'apps/web/package.json'))
    const { build } = await import(require.resolve('vite').replace(/index\.cjs$/, 'node/index.js'))
    await build({ root: join(root, 'apps/web'), logLevel: quiet ? 'error' : 'warn' })
  }),
])
say(`ready to run after ${((Date.now() - started) / 1000).toFixed(1)} s`)
