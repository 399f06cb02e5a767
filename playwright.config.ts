/** End to end, in a real browser, against the built demo; the same specs over the own store and over nothing but the X-Ray API. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'

const port = Number(process.env.ROENTGEN_E2E_PORT ?? 4400)
const ports = { own: port, xray: port + 1, api: port - 2000, otlp: port + 18 }
const address = (number: number) => `http://127.0.0.1:${number}`

// This file is read again by every worker: the folder is made once and handed down.
const isMain = process.env.TEST_WORKER_INDEX === undefined
if (isMain && process.env.ROENTGEN_E2E_DATA === undefined) {
  const data = mkdtempSync(join(tmpdir(), 'roentgen-e2e-'))
  process.env.ROENTGEN_E2E_DATA = data
  process.once('exit', () => rmSync(data, { recursive: true, force: true }))
}
process.env.ROENTGEN_E2E_XRAY = address(ports.api)
process.env.ROENTGEN_E2E_SHOP = address(ports.own)
process.env.ROENTGEN_E2E_OVER_XRAY = address(ports.xray)

// The shell has no windows of its own to draw: it costs half.
const installed = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path))
const chromium = process.env.ROENTGEN_CHROMIUM ?? installed

/** To work on the specs against a demo that already runs on these ports. */
const reuse = process.env.ROENTGEN_E2E_REUSE === '1'
const config = 'tests/e2e/roentgen.yaml'

/** One shop is behind all specs: this one breaks it, and looks through both sources at what is seen of it. */
const breaking = 'scenarios.spec.ts'

/** Every page and state under axe. */
const looking = 'axe.spec.ts'

/** Nothing in these hangs on where the data comes from: they are asked of the own store only. */
const sameOverAny = [
  'doctor-udp.spec.ts',
  'everyone.spec.ts',
  'first-picture.spec.ts',
  'live.spec.ts',
  'look.spec.ts',
  'replay.spec.ts',
  'services.spec.ts',
  'table.spec.ts',
  'take.spec.ts',
]

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Both sources at once, each one spec at a time. What breaks the shop mostly waits, so it runs beside the rest of the own store's.
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  // The traffic is real and random: a second try is reported as flaky, not hidden.
  retries: process.env.CI !== undefined ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A click that cannot happen should say so, not use up the test's time.
    actionTimeout: 20_000,
    // Recording takes time of the browser's: in CI only where a test is tried again.
    trace: process.env.CI === undefined ? 'retain-on-failure' : 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        // Chromium refuses its sandbox to root only.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'traffic', testMatch: 'traffic.setup.ts', use: { baseURL: address(ports.own) } },
    {
      name: 'own',
      dependencies: ['traffic'],
      workers: 1,
      testIgnore: [breaking, looking],
      use: { baseURL: address(ports.own) },
    },
    {
      name: 'xray',
      dependencies: ['traffic'],
      workers: 1,
      testIgnore: [...sameOverAny, breaking, looking],
      use: { baseURL: address(ports.xray) },
    },
    // Long, and only looking: beside whatever is still going on.
    {
      name: 'looking',
      dependencies: ['traffic'],
      workers: 1,
      testMatch: looking,
      use: { baseURL: address(ports.own) },
    },
    {
      name: 'breaking',
      // Begins when one of the others is done: with a dependency it would wait for both, and not run when one fails.
      dependencies: ['traffic'],
      workers: 1,
      testMatch: breaking,
      use: { baseURL: address(ports.own) },
    },
  ],
  webServer: [
    {
      command: `node apps/cli/dist/main.js demo --history 2 --config ${config} --web-port ${ports.own} --xray-port ${ports.api} --otlp-http-port ${ports.otlp} --otlp-grpc-port 0 --data ${process.env.ROENTGEN_E2E_DATA}`,
      url: `${address(ports.own)}/healthz`,
      reuseExistingServer: reuse,
      timeout: 180_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    },
    {
      // No store at all: what these pages show came through GetServiceGraph, GetTraceSummaries and BatchGetTraces.
      command: 'node apps/bff/dist/main.js',
      env: {
        NODE_ENV: 'production',
        ROENTGEN_SOURCE: `xray:${address(ports.api)}`,
        ROENTGEN_WEB_PORT: String(ports.xray),
        ROENTGEN_CONFIG: config,
      },
      url: `${address(ports.xray)}/healthz`,
      reuseExistingServer: reuse,
      timeout: 60_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    },
  ],
})
