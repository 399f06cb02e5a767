import { expect, test } from '@playwright/test'
import { openMap, panel, pinned, theMap, walkTo } from './pages.ts'

test('a copied link shows the same view in a new browser, and Back and Forward walk through it', async ({
  page,
  browser,
}) => {
  test.setTimeout(150_000)
  // Over the X-Ray API a filtered map reads every matching trace, five ids a call: a short window is enough here.
  await openMap(page, { ...pinned(3, 25), filter: 'service("storefront")' })
  await theMap(page).focus()
  await walkTo(page, 'storefront')
  await expect(panel(page)).toHaveAccessibleName('Details of storefront')

  const low = panel(page).getByRole('slider', { name: 'Shortest response time' })
  await low.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page).toHaveURL(/[?&]lo=/)
  const brushed = panel(page).getByTestId('brushed')
  await expect(brushed).toContainText('took at least')

  const first = panel(page)
    .getByRole('button', { name: /^Preview of trace/ })
    .first()
  await first.click()
  const preview = panel(page).getByTestId('trace-preview')
  await expect(preview).toBeVisible()
  await expect(page).toHaveURL(/[?&]trace=1-/)

  const link = page.url()
  const colleague = await browser.newContext()
  const other = await colleague.newPage()
  await other.goto(link)
  await expect(panel(other)).toHaveAccessibleName('Details of storefront', { timeout: 40_000 })
  await expect(other.getByLabel('Filter', { exact: true })).toHaveValue('service("storefront")')
  await expect(theMap(other)).toHaveAccessibleName((await theMap(page).getAttribute('aria-label')) ?? 'none')
  await expect(panel(other).getByTestId('brushed')).toHaveText((await brushed.textContent()) ?? 'none')
  await expect(panel(other).getByRole('slider', { name: 'Shortest response time' })).toHaveAttribute(
    'aria-valuetext',
    (await low.getAttribute('aria-valuetext')) ?? 'none',
  )
  await expect(panel(other).getByTestId('trace-preview')).toContainText(
    (await preview.locator('p').first().textContent()) ?? 'none',
  )
  await colleague.close()

  await preview.getByRole('link', { name: 'Open the trace' }).click()
  await expect(page).toHaveURL(/\/traces\/1-/)
  await page.goBack()
  await expect(page).toHaveURL(link)
  await expect(panel(page).getByTestId('trace-preview')).toBeVisible()
  await page.goBack()
  await expect(panel(page).getByTestId('trace-preview')).toHaveCount(0)
  await expect(brushed).toContainText('took at least')
  await page.goBack()
  await expect(page).not.toHaveURL(/[?&]lo=/)
  await page.goForward()
  await page.goForward()
  await expect(panel(page).getByTestId('trace-preview')).toBeVisible()
  expect(page.url()).toBe(link)
})

test('the copy button pins a moving window', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openMap(page, { from: 'now-15m', to: 'now' })
  await page.getByRole('button', { name: 'Copy link to this view' }).click()
  await expect(page.getByText('Link copied. It shows exactly this time range.')).toBeVisible()
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()))
  expect(copied.pathname).toBe('/map')
  const [from, to] = [copied.searchParams.get('from'), copied.searchParams.get('to')].map((text) =>
    Date.parse(text ?? ''),
  )
  expect((to ?? 0) - (from ?? 0)).toBe(15 * 60_000)
})

test('links of the AWS console open the right page', async ({ page }) => {
  await page.goto('/#/service-map?timeRange=PT1H')
  await expect(page).toHaveURL(/\/map\?.*from=now-1h/)
  await page.goto('about:blank')
  await page.goto('/#/traces?filter=fault&timeRange=PT1H')
  await expect(page.getByLabel('Filter, or a trace id')).toHaveValue('fault')
})

test('a link with a part that cannot be read says so and shows the rest', async ({ page }) => {
  await page.goto('/map?lo=banana&from=now-30m&unknown=kept')
  await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toContainText('lo')
  await expect(page).toHaveURL(/unknown=kept/)
  await expect(page).toHaveURL(/from=now-30m/)
})
