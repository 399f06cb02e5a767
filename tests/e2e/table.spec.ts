/** The map's tables with far more rows than a screen has: one service and one call of the sample shop, many times over. */

import { expect, type Locator, type Page, test } from '@playwright/test'
import type { GraphReply } from '@roentgen/contract'
import { calls, large, nameOf, services } from './large.ts'
import { pinned, url } from './pages.ts'

const table = (page: Page, name: string): Locator => page.getByRole('table', { name })
const rows = (of: Locator): Locator => of.locator('tbody tr[aria-rowindex]')
const named = (page: Page, i: number): Locator => table(page, 'Nodes').getByRole('button', { name: nameOf(i) })

async function open(page: Page, search: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.route('**/api/graph?*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: large((await response.json()) as GraphReply) })
  })
  await page.goto(url('/map', { as: 'table', by: 'none', ...pinned(), ...search }))
  await expect(table(page, 'Nodes')).toHaveAttribute('aria-rowcount', String(services + 1))
}

test('of thousands of rows those in sight are there, and the keyboard comes to all of them', async ({ page }) => {
  await open(page)
  await expect(table(page, 'Connections')).toHaveAttribute('aria-rowcount', String(calls + 1))
  expect(await rows(table(page, 'Nodes')).count()).toBeLessThan(80)
  expect(await rows(table(page, 'Connections')).count()).toBeLessThan(80)

  await named(page, 0).focus()
  for (let i = 1; i <= 60; i += 1) await page.keyboard.press('ArrowDown')
  await expect(named(page, 60)).toBeFocused()
  await expect(named(page, 60)).toBeInViewport()
  await page.keyboard.press('Tab')
  await expect(named(page, 61)).toBeFocused()
  await expect(rows(table(page, 'Nodes')).filter({ hasText: nameOf(61) })).toHaveAttribute('aria-rowindex', '63')

  // Far away, the row with the focus is still there, and the next is where it was.
  await page.mouse.move(600, 600)
  await page.mouse.wheel(0, 30_000)
  await expect(named(page, 61)).not.toBeInViewport()
  await expect(rows(table(page, 'Nodes')).last()).toHaveAttribute('aria-rowindex', /^1\d{3}$/)
  await expect(named(page, 61)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(named(page, 62)).toBeFocused()
  await expect(named(page, 62)).toBeInViewport()

  // The other way round, the last is the first.
  await table(page, 'Nodes').getByRole('button', { name: 'Requests' }).click()
  await expect(rows(table(page, 'Nodes')).first()).toContainText(nameOf(services - 1))
})

test('what is selected is scrolled to, once', async ({ page }) => {
  await open(page)
  await named(page, 0).click()
  await expect(page).toHaveURL(new RegExp(`[?&]node=${nameOf(0)}`))
  await page.goto(page.url().replace(nameOf(0), nameOf(1500)))
  await expect(named(page, 1500)).toBeInViewport()
  await expect(named(page, 1500)).toHaveAttribute('aria-pressed', 'true')
  await expect(named(page, 0)).toHaveCount(0)
  // Whoever goes on from there is left alone, also when the rows are put in another order.
  await page.mouse.move(600, 600)
  await page.mouse.wheel(0, -60_000)
  await expect(named(page, 0)).toBeInViewport()
  await table(page, 'Nodes').getByRole('button', { name: 'Requests' }).click()
  await expect(named(page, services - 1)).toBeInViewport()
  await page.waitForTimeout(500)
  await expect(named(page, services - 1)).toBeInViewport()
})
