import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { mayImport, mustNotUse } from './imports.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

type Source = { folder: string; file: string; text: string }

function sources(): Source[] {
  const found: Source[] = []
  for (const group of ['apps', 'packages']) {
    for (const folder of readdirSync(join(root, group))) {
      const walk = (path: string): void => {
        for (const entry of readdirSync(path, { withFileTypes: true })) {
          if (entry.name === 'node_modules' || entry.name === 'dist') continue
          const child = join(path, entry.name)
          if (entry.isDirectory()) walk(child)
          else if (/\.(ts|tsx|mjs)$/.test(entry.name)) {
            found.push({ folder, file: relative(root, child), text: readFileSync(child, 'utf8') })
          }
        }
      }
      walk(join(root, group, folder))
    }
  }
  return found
}

const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"]([^'"]+)['"]/g

/** What is wrong with this file's imports; empty when nothing is. */
function violations({ folder, file, text }: Source): string[] {
  const allowed = mayImport[folder]
  if (!allowed) return [`${file}: the folder ${folder} is not in the import table`]
  const wrong: string[] = []
  for (const [, name = ''] of text.matchAll(importPattern)) {
    const ours = /^@roentgen\/([^/]+)/.exec(name)?.[1]
    // Tests may use another package's test helpers of the store: a real database is no mock.
    const testHelper = /\.test\.tsx?$/.test(file) && name === '@roentgen/store/testing'
    if (ours && ours !== folder && !allowed.includes(ours) && !testHelper)
      wrong.push(`${file}: ${folder} must not import ${ours}`)
    if (name.startsWith('.')) {
      const target = relative(root, resolve(root, dirname(file), name)).split(sep)
      const inApps = target[0] === 'apps' || target[0] === 'packages'
      if (inApps && target[1] !== folder) wrong.push(`${file}: reaches into ${target[1]} by path (${name})`)
    }
    if (/\.test\.tsx?$/.test(file)) continue
    for (const pattern of mustNotUse[folder] ?? [])
      if (pattern.test(name)) wrong.push(`${file}: ${folder} must not use ${name}`)
  }
  return wrong
}

describe('the import table', () => {
  it('holds for every file', () => {
    const all = sources()
    expect(all.length).toBeGreaterThan(20)
    expect(all.flatMap(violations)).toEqual([])
  })

  it.each([
    [
      'web must not import store',
      { folder: 'web', file: 'apps/web/src/x.ts', text: "import { openStore } from '@roentgen/store'" },
    ],
    [
      'bff must not import xray',
      { folder: 'bff', file: 'apps/bff/src/x.ts', text: "import { startXray } from '@roentgen/xray'" },
    ],
    [
      'trace must not use node:',
      { folder: 'trace', file: 'packages/trace/src/x.ts', text: "import { createHash } from 'node:crypto'" },
    ],
    [
      'reaches into store by path',
      { folder: 'web', file: 'apps/web/src/x.ts', text: "export * from '../../../packages/store/src/index.ts'" },
    ],
    [
      'web must not use @aws-sdk',
      { folder: 'web', file: 'apps/web/src/x.ts', text: "const x = await import('@aws-sdk/client-xray')" },
    ],
  ])('refuses: %s', (_what, source) => {
    expect(violations(source)).toHaveLength(1)
  })

  it('knows only folders that point one way', () => {
    const visit = (folder: string, path: string[]): void => {
      expect(path, `a cycle through ${folder}`).not.toContain(folder)
      for (const next of mayImport[folder] ?? []) visit(next, [...path, folder])
    }
    for (const folder of Object.keys(mayImport)) visit(folder, [])
  })
})
