import { expect, test } from '@playwright/test'
import { ask } from './api.ts'
import { entries, noSidewaysScroll, panel, pinned, theMap, traceRows, url } from './pages.ts'

test('dark follows the system and can be chosen', async ({ page }, testInfo) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(url('/map', pinned()))
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(theMap(page)).toBeVisible()
  const luminance = await page.evaluate(() => {
    const [r = 255, g = 255, b = 255] =
      getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g)?.map(Number) ?? []
    return (r + g + b) / 3
  })
  expect(luminance).toBeLessThan(60)
  await testInfo.attach('map-dark', { body: await page.screenshot(), contentType: 'image/png' })
  const colours = page.getByRole('button', { name: /^Colours:/ })
  await colours.click()
  await expect(colours).toHaveAccessibleName(/light/)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})

test.describe('390 px wide', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('every page fits', async ({ page, request }, testInfo) => {
    const { traces } = await ask(request, 'traces', { from: 'now-15m', filter: 'service() { fault }', limit: 1 })
    const window = pinned()
    const shots = [
      [url('/map', window), () => page.getByTestId('map-list').getByRole('button', { name: /^storefront Service/ })],
      [url('/map', { ...window, as: 'map' }), () => theMap(page)],
      [url('/map', { ...window, node: 'orders' }), () => panel(page).getByRole('heading', { level: 2 })],
      [url('/traces', window), () => traceRows(page).first()],
      [`/traces/${traces[0]?.id}?span=${'0'.repeat(16)}`, () => entries(page).first()],
      [url('/users', window), () => page.getByRole('table', { name: /^Users,/ })],
      ['/add', () => page.getByRole('heading', { name: 'Add your app' })],
      ['/doctor', () => page.getByRole('button', { name: 'Send the probe' })],
    ] as const
    for (const [address, there] of shots) {
      await page.goto(address)
      await expect(there()).toBeVisible()
      expect(await noSidewaysScroll(page), `${address} scrolls sideways`).toBe(true)
      await testInfo.attach(address, { body: await page.screenshot(), contentType: 'image/png' })
    }
    await page.goto(`/traces/${traces[0]?.id}`)
    await entries(page).nth(1).click()
    await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
    expect(await noSidewaysScroll(page)).toBe(true)
  })
})
