import { expect, type Page, test } from '@playwright/test'
import { ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { details, entries, panel, pinned, theMap, traceRows, url } from './pages.ts'

/** A page is visited once and looked at in light and in dark. */
async function expectAccessibleInBoth(page: Page, options?: Parameters<typeof expectAccessible>[1]): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    await test.step(colorScheme, () => expectAccessible(page, options))
  }
}

test('map', async ({ page }) => {
  await page.goto(url('/map', { ...pinned(), node: 'storefront' }))
  await expect(theMap(page)).toBeVisible()
  await expect(panel(page).getByTestId('panel-traces').getByRole('link').first()).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('map as a table', async ({ page }) => {
  await page.goto(url('/map', { ...pinned(), view: 'table' }))
  await expect(page.getByRole('table', { name: 'Nodes' })).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('map without a match', async ({ page }) => {
  await page.goto(url('/map', { ...pinned(), filter: 'user = "nobody at all"' }))
  await expect(page.getByText('No trace in this time range matches the filter.')).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('traces', async ({ page }) => {
  await page.goto(url('/traces', pinned()))
  await expect(traceRows(page).first()).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('traces with a filter that cannot be read', async ({ page }) => {
  await page.goto(url('/traces', { ...pinned(), filter: 'fault ANDD ok' }))
  await expect(page.getByText('This filter cannot be read')).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('a trace', async ({ page, request }) => {
  const { traces } = await ask(request, 'traces', { from: 'now-3h', filter: 'service() { fault }', limit: 1 })
  await page.goto(`/traces/${traces[0]?.id}`)
  await entries(page).nth(1).click()
  await expect(details(page).getByRole('tab', { name: 'Raw JSON' })).toBeVisible()
  await expectAccessibleInBoth(page)
  await details(page).getByRole('tab', { name: 'Raw JSON' }).click()
  await expectAccessibleInBoth(page)
  await page.getByRole('tab', { name: 'Map of this trace' }).click()
  await expect(theMap(page)).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('users', async ({ page }) => {
  await page.goto(url('/users', pinned()))
  await expect(page.getByRole('table', { name: /^Users,/ })).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('doctor', async ({ page }) => {
  await page.goto('/doctor')
  await expect(page.getByRole('list', { name: 'What works and what does not' })).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('add your app', async ({ page }) => {
  await page.goto('/add')
  await expect(page.getByRole('heading', { name: 'Add your app' })).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('time range, scenarios and keys, open', async ({ page }) => {
  await page.goto(url('/map', pinned()))
  await expect(theMap(page)).toBeVisible()
  await page.getByRole('group', { name: 'Time range' }).getByRole('button', { expanded: false }).click()
  await expect(page.getByRole('dialog', { name: 'Time range' })).toBeVisible()
  // The page behind an open popover is hidden from assistive technology though still focusable for an instant: react-aria's way.
  await expectAccessibleInBoth(page, { except: ['aria-hidden-focus'] })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keys' }).click()
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await expectAccessibleInBoth(page, { except: ['aria-hidden-focus'] })
})
