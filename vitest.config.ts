import { defineConfig } from 'vitest/config'

/** Neither process, port nor store: many files of these can share a worker, which spares most of what starting one costs. */
const pure = [
  'apps/web',
  ...'compare contract export filter insight picture sampling slo story trace translate'
    .split(' ')
    .map((name) => `packages/${name}`),
].map((folder) => `${folder}/src/**/*.test.{ts,tsx}`)

export default defineConfig({
  test: {
    // The embedded engine must never run in a worker thread: its exit would take the process with it.
    pool: 'forks',
    // More than the cores of a small machine: most of the long files wait for traces to settle.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['apps/*/src/**/*.test.{ts,tsx}', 'packages/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pure],
        },
      },
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
