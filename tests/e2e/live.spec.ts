import { expect, type Page, test } from '@playwright/test'
import { traceRows } from './pages.ts'

const requests = async (page: Page): Promise<number> => {
  const row = page
    .getByRole('table', { name: 'Nodes' })
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: 'storefront', exact: true }) })
    .filter({ hasText: 'service' })
  return Number((await row.getByRole('cell').nth(1).textContent())?.replace(/\D/g, '') || Number.NaN)
}

test('the live toggle follows new traffic and holds still', async ({ page }) => {
  // A window that only grows while one looks at it.
  const from = String(Math.floor(Date.now() / 1000) - 120)
  await page.goto(`/map?view=table&from=${from}&to=now`)
  const live = page.getByRole('button', { name: 'Live' })
  await expect(live).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => requests(page)).toBeGreaterThan(0)
  const first = await requests(page)
  await expect
    .poll(() => requests(page), { message: 'figures grow by themselves', timeout: 40_000 })
    .toBeGreaterThan(first)

  await live.click()
  await expect(live).toHaveAttribute('aria-pressed', 'false')
  await expect(page).toHaveURL(/[?&]live=0/)
  // What was under way still comes.
  await page.waitForTimeout(5000)
  const held = await requests(page)
  await page.waitForTimeout(6000)
  expect(await requests(page)).toBe(held)

  await live.click()
  await expect.poll(() => requests(page), { timeout: 40_000 }).toBeGreaterThan(held)
})

test('a list of traces holds still under the hand, says what it holds back, and goes on', async ({ page }) => {
  await page.goto('/traces?from=now-15m&to=now')
  const first = traceRows(page).first()
  await expect(first).toBeVisible()
  const newer = page.getByRole('button', { name: /more arrived: show/ })
  await first.hover()
  const held = await traceRows(page).first().textContent()
  await expect(newer).toBeVisible({ timeout: 30_000 })
  expect(await traceRows(page).first().textContent()).toBe(held)

  // By keyboard, and the pointer rests in the list: nothing but the button moves it.
  await newer.focus()
  await expect(newer).toBeFocused()
  expect(await traceRows(page).first().textContent()).toBe(held)
  await page.keyboard.press('Enter')
  await expect.poll(() => traceRows(page).first().textContent()).not.toBe(held)
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true)
  const next = await traceRows(page).first().textContent()
  await expect(newer).toBeVisible({ timeout: 30_000 })
  expect(await traceRows(page).first().textContent()).toBe(next)

  // Whoever leaves it finds it going on.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.mouse.move(2, 2)
  await expect.poll(() => traceRows(page).first().textContent(), { timeout: 30_000 }).not.toBe(next)
})
