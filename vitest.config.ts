import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The embedded engine must never run in a worker thread: its exit would take the process with it.
    pool: 'forks',
    include: ['apps/*/src/**/*.test.{ts,tsx}', 'packages/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // More than the cores of a small machine: most of the long files wait for traces to settle.
    maxWorkers: 3,
  },
})
