// Finds a Chromium for the end-to-end tests, or installs one where it may, or says the one thing to do and exits 1.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const known = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

function found() {
  if (process.env.ROENTGEN_CHROMIUM) return existsSync(process.env.ROENTGEN_CHROMIUM)
  return [...known, chromium.executablePath()].some((path) => existsSync(path))
}

const run = (command, args, env = {}) =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0

function withApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  console.log('No Chromium found; installing it with apt-get.')
  return (
    run('/usr/bin/apt-get', ['update', '-q'], quiet) &&
    // Without these fonts text widths differ from one machine to the next.
    run('/usr/bin/apt-get', ['install', '-yq', '--no-install-recommends', 'chromium', 'fonts-liberation'], quiet)
  )
}

function withPlaywright() {
  console.log("No Chromium found; asking Playwright's own installer.")
  return run(process.execPath, [fileURLToPath(import.meta.resolve('@playwright/test/cli')), 'install', 'chromium'])
}

if (process.env.ROENTGEN_CHROMIUM && !found()) {
  console.error(`ROENTGEN_CHROMIUM points at ${process.env.ROENTGEN_CHROMIUM}, where there is nothing.`)
  process.exit(1)
}
if (!found()) {
  for (const install of [withApt, withPlaywright]) if (install() && found()) break
}
if (!found()) {
  console.error(
    'The end-to-end tests need Chromium: install it (Debian: apt-get install chromium fonts-liberation) or set ROENTGEN_CHROMIUM to its path.',
  )
  process.exit(1)
}
