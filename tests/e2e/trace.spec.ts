import { expect, test } from '@playwright/test'
import { ask } from './api.ts'
import { details, entries, theMap } from './pages.ts'

test('from the sentence to the failing call, its exception, and the link to it', async ({ page, request }) => {
  const { traces } = await ask(request, 'traces', { from: 'now-30m', filter: 'fault', limit: 1 })
  const id = traces[0]?.id ?? ''
  const trace = await ask(request, 'trace', {}, { id })
  await page.goto(`/traces/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^storefront (failed|answered)/)
  await expect(page.getByRole('treegrid')).toHaveAttribute('aria-rowcount', String(trace.entities.id.length + 1))

  const broken = trace.entities.has.findIndex((bits) => (bits & 1) !== 0)
  expect(broken).toBeGreaterThanOrEqual(0)
  await page.goto(`/traces/${id}?span=${trace.entities.id[broken]}&tab=exceptions`)
  await expect(details(page).getByRole('tab', { name: /^Exceptions/ })).toHaveAttribute('aria-selected', 'true')
  await expect(details(page).getByRole('tabpanel').getByRole('heading').first()).toBeVisible()
  await details(page).getByRole('tab', { name: 'Raw JSON' }).click()
  await expect(details(page)).toContainText(`"id": "${trace.entities.id[broken]}"`)
  await expect(page).toHaveURL(/[?&]tab=raw/)
})

test('a statement is laid out', async ({ page, request }) => {
  const { traces } = await ask(request, 'traces', { from: 'now-30m', filter: 'service("catalog")', limit: 1 })
  const id = traces[0]?.id ?? ''
  const trace = await ask(request, 'trace', {}, { id })
  const row = trace.entities.has.findIndex((bits) => (bits & 2) !== 0)
  await page.goto(`/traces/${id}?span=${trace.entities.id[row]}&tab=sql`)
  await expect(details(page).getByRole('region', { name: 'Statement' })).toContainText(/select|insert|update/i)
})

test('search, folding and the critical path are in the link', async ({ page, request }) => {
  const { traces } = await ask(request, 'traces', {
    from: 'now-30m',
    // Old enough to be whole: the fulfilment of an order joins its trace seconds later.
    to: 'now-1m',
    filter: 'service("orders") AND service("payments")',
    limit: 1,
  })
  const id = traces[0]?.id ?? ''
  await page.goto(`/traces/${id}`)
  await expect(entries(page).nth(1)).toBeVisible()
  const all = await entries(page).count()
  await page.getByRole('searchbox', { name: 'Search in this trace' }).fill('payments')
  await expect(page).toHaveURL(/[?&]q=payments/)
  await page.getByRole('button', { name: 'Next match' }).click()
  await expect(entries(page).and(page.locator('[aria-selected="true"]'))).toContainText('payments')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
  await page.getByRole('button', { name: 'Collapse all' }).click()
  await expect(entries(page)).toHaveCount(1)
  await expect(page).toHaveURL(/[?&]fold=all/)
  await page.reload()
  await expect(entries(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Expand all' }).click()
  await expect(entries(page)).toHaveCount(all)
  await page.getByRole('combobox', { name: 'Critical path' }).selectOption('show nothing else')
  await expect(page).toHaveURL(/[?&]path=only/)
  expect(await entries(page).count()).toBeLessThanOrEqual(all)
  await expect(entries(page).first().locator('[data-critical]')).toHaveCount(1)
})

test("the trace's own map", async ({ page, request }) => {
  const { traces } = await ask(request, 'traces', { from: 'now-30m', filter: 'service("orders")', limit: 1 })
  await page.goto(`/traces/${traces[0]?.id}`)
  await page.getByRole('tab', { name: 'Map of this trace' }).click()
  await expect(page).toHaveURL(/[?&]view=map/)
  await expect(theMap(page)).toBeVisible()
  await expect(page.getByRole('table', { name: 'Services of this trace and the calls between them' })).toContainText(
    'storefront',
  )
})

test('a drag over the overview zooms', async ({ page, request }) => {
  const { traces } = await ask(request, 'traces', { from: 'now-30m', limit: 1 })
  await page.goto(`/traces/${traces[0]?.id}`)
  const strip = page.getByTestId('trace-overview')
  const box = await strip.boundingBox()
  if (!box) throw new Error('the overview has no place on the page')
  await page.mouse.move(box.x + box.width * 0.3, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 5 })
  await page.mouse.up()
  await expect(page).toHaveURL(/[?&]zoom=/)
  await page.getByRole('button', { name: 'Show all of the time' }).click()
  await expect(page).not.toHaveURL(/[?&]zoom=/)
})

test('a trace nobody knows', async ({ page }) => {
  await page.goto('/traces/1-00000000-000000000000000000000001')
  await expect(page.getByRole('heading', { name: 'No trace with this id' })).toBeVisible()
})
