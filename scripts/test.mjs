// The test command: types, lint, unit and contract suites, then the end-to-end suite in a real browser. Stops at nothing, fails for anything.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const reports = mkdtempSync(join(tmpdir(), 'roentgen-test-'))
const bin = (name) => join(root, 'node_modules', '.bin', name)
const env = { ...process.env, ROENTGEN_TEST_SCALE: process.env.ROENTGEN_TEST_SCALE ?? '0.05' }

let passed = 0
let failed = 0
let skipped = 0

function step(name, command, args, extra = {}) {
  const started = Date.now()
  process.stdout.write(`\n== ${name}\n`)
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, ...extra },
  })
  const ok = status === 0 && !error
  process.stdout.write(`== ${name}: ${ok ? 'ok' : 'FAILED'} after ${((Date.now() - started) / 1000).toFixed(0)} s\n`)
  return ok
}

/** A step without a runner of its own counts as one test. */
function count(ok) {
  if (ok) passed += 1
  else failed += 1
}

function countVitest(ok, file) {
  if (!existsSync(file)) return count(false)
  const report = JSON.parse(readFileSync(file, 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests
  skipped += report.numPendingTests + report.numTodoTests
  if (!ok && report.numFailedTests === 0) count(false)
}

function countPlaywright(ok, file) {
  if (!existsSync(file)) return count(false)
  const { stats } = JSON.parse(readFileSync(file, 'utf8'))
  passed += stats.expected + stats.flaky
  if (stats.flaky > 0) process.stdout.write(`== end to end: ${stats.flaky} passed only at the second try\n`)
  failed += stats.unexpected
  skipped += stats.skipped
  if (!ok && stats.unexpected === 0) count(false)
}

count(step('types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']))
count(step('lint', bin('biome'), ['check', '.']))

const build = step('build', process.execPath, ['scripts/build.mjs'])
count(build)

const unit = join(reports, 'vitest.json')
countVitest(
  step('unit and contract suites', bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unit}`,
  ]),
  unit,
)

if (build && step('browser', process.execPath, ['scripts/ensure-browser.mjs'])) {
  const e2e = join(reports, 'playwright.json')
  countPlaywright(
    step('end to end', bin('playwright'), ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: e2e }),
    e2e,
  )
} else count(false)

rmSync(reports, { recursive: true, force: true })
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
