import { expect, test } from '@playwright/test'
import { ask } from './api.ts'
import { pinned, traceRows, url } from './pages.ts'

test('a filter is written with help, explained when wrong, and applied', async ({ page }) => {
  await page.goto(url('/traces', pinned()))
  const box = page.getByLabel('Filter, or a trace id')
  await box.fill('fault AND')
  await expect(page.getByText('This filter cannot be read')).toBeVisible()
  await expect(page.getByText(/^What would fit here:/)).toContainText('responsetime')
  await expect(page.locator('pre').filter({ hasText: 'fault AND' })).toContainText('^')
  await page.getByRole('button', { name: 'Clear the filter' }).click()

  await page.getByRole('button', { name: 'Through a service' }).click()
  await expect(box).toHaveValue('service("orders")')
  await page.keyboard.type('catalog')
  await expect(box).toHaveValue('service("catalog")')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/filter=service/)
  await expect(page.getByText(/traces? (was|were) looked at\./)).toBeVisible()
  await expect(traceRows(page).first()).toBeVisible()
})

test('both forms of a trace id lead to the trace', async ({ page, request }) => {
  const { traces } = await ask(request, 'traces', { from: 'now-15m', limit: 1 })
  const id = traces[0]?.id ?? ''
  for (const text of [id, id.slice(2).replace('-', '')]) {
    await page.goto('/traces')
    const box = page.getByLabel('Filter, or a trace id')
    await box.fill(text)
    await expect(page.getByText('This is a trace id. Press Enter to open the trace.')).toBeVisible()
    await box.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/traces/${id}`))
  }
})

test('sorting, more rows, and how far back one has looked', async ({ page }) => {
  await page.goto(url('/traces', pinned(60)))
  await expect(traceRows(page).first()).toBeVisible()
  const table = page.getByRole('table', { name: /^Traces,/ })
  await expect(table).toHaveAttribute('aria-rowcount', '101')
  await expect(page.getByText(/Showing the newest 100, looked back to \d\d:\d\d:\d\d UTC/)).toBeVisible()
  await page.getByRole('button', { name: 'Response time' }).click()
  await expect(page).toHaveURL(/sort=response/)
  await expect(page.getByRole('columnheader', { name: 'Response time' })).toHaveAttribute('aria-sort', 'descending')
  await expect(page.getByText('Sorted among the 100 rows loaded so far.')).toBeVisible()
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(table).not.toHaveAttribute('aria-rowcount', '101')
})

test('an empty list says why', async ({ page }) => {
  await page.goto(url('/traces', { ...pinned(), filter: 'user = "nobody at all"' }))
  await expect(page.getByRole('heading', { name: 'No trace matches the filter' })).toBeVisible()
  await page.getByRole('button', { name: 'Show all traces' }).click()
  await expect(traceRows(page).first()).toBeVisible()
  await page.goto('/traces?from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:00Z')
  await expect(page.getByRole('heading', { name: 'Nothing began in this time range' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Open the doctor' })).toBeVisible()
})
