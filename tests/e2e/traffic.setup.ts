import { test } from '@playwright/test'
import { ask, until } from './api.ts'

/** The shop needs a while until each of its services was called and something went wrong at least once. */
test('the shop makes traffic', async ({ request }) => {
  test.setTimeout(330_000)
  await until(
    () => ask(request, 'graph', { from: 'now-15m', to: 'now' }),
    ({ nodes }) => nodes.length >= 8,
    'at least eight nodes on the map',
  )
  await until(
    () => ask(request, 'traces', { from: 'now-15m', filter: 'service() { fault }', limit: 5 }),
    ({ traces }) => traces.length > 0,
    'a trace with a fault',
    // Left to chance, of a few requests a second.
    240_000,
  )
})
