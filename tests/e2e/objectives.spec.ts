import { expect, test } from '@playwright/test'
import { openMap, panel, pinned, theMap, url, walkTo } from './pages.ts'

test('an objective that is kept and one that is broken', async ({ page }, testInfo) => {
  const window = pinned()
  await page.goto(url('/map', { ...window, view: 'table' }))
  const nodes = page.getByRole('table', { name: 'Nodes' })
  const row = (name: string) =>
    nodes.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }), hasText: 'service' })
  await expect(row('storefront').getByRole('cell').last()).toHaveText('kept')
  await expect(row('catalog').getByRole('cell').last()).toHaveText('broken')

  await openMap(page, { ...window, node: 'storefront' })
  await expect(panel(page).getByTestId('objectives')).toContainText('Storefront answers at all')
  await expect(panel(page).getByTestId('objectives')).toContainText(/kept/)
  await openMap(page, { ...window, node: 'catalog' })
  await expect(panel(page).getByTestId('objectives')).toContainText(/broken/)
  await expect(panel(page).getByTestId('objectives')).toContainText(/overspent|over/i)
  await expect(panel(page).getByTestId('objectives-over')).toHaveText(/^Judged over the time shown: .*\d\d:\d\d – /)
  // The badges themselves are on the canvas: a picture for people.
  await testInfo.attach('sla-badges', { body: await page.screenshot(), contentType: 'image/png' })
})

test('a missed objective is no day on which all is well', async ({ page }) => {
  const window = pinned()
  await openMap(page, window)
  const headline = page.getByTestId('headline').first()
  await expect(headline).not.toHaveText(/^Looking at/)
  await expect(headline).not.toHaveAttribute('data-state', 'healthy')
  await expect(headline).not.toContainText('All is well')
  await page.goto(url('/services', window))
  await expect(page.getByText(/objectives are judged over .*\d\d:\d\d – /)).toBeVisible()
})

test('who walks the map hears that an objective is broken', async ({ page }) => {
  await openMap(page, pinned())
  await theMap(page).focus()
  await walkTo(page, 'catalog')
  const said = page.getByRole('status').filter({ hasText: 'catalog, service' })
  await expect(said).toContainText('Objective broken')
})
