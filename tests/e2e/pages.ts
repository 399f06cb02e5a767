/** How specs name what is on the pages: by role and label, once. */
import { expect, type Locator, type Page } from '@playwright/test'

/** A window that does not move: two viewers see the same. */
export function pinned(minutes = 15): { from: string; to: string } {
  const to = Math.floor(Date.now() / 1000) - 3
  return { from: String(to - minutes * 60), to: String(to) }
}

export const url = (path: string, search: Readonly<Record<string, string>> = {}): string => {
  const query = new URLSearchParams(search).toString()
  return query === '' ? path : `${path}?${query}`
}

export const theMap = (page: Page): Locator => page.getByRole('application', { name: /^Service map with/ })
export const panel = (page: Page): Locator => page.getByRole('complementary', { name: /^Details of/ })
export const timeline = (page: Page): Locator => page.getByRole('treegrid', { name: 'Timeline of the trace' })
/** Rows with entries; the header is a row too. */
export const entries = (page: Page): Locator => timeline(page).locator('[data-row]')
export const details = (page: Page): Locator => page.getByRole('region', { name: /^Details of/ })
export const traceRows = (page: Page): Locator =>
  page.getByRole('table', { name: /^Traces,/ }).locator('tbody tr[aria-rowindex]')

export async function openMap(page: Page, search: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(url('/map', search))
  await expect(theMap(page)).toBeVisible({ timeout: 30_000 })
}

/** Tab until it has the focus, as one does who has no mouse. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`not reached by ${most} presses of Tab: ${target}`)
}

/** Walks the map along the calls until the node is announced, and opens it. */
export async function walkTo(page: Page, name: string): Promise<void> {
  const said = page.getByRole('status').filter({ hasText: /\S/ })
  await page.keyboard.press('Home')
  for (let step = 0; step < 12; step += 1) {
    const words = (await said.allTextContents()).join(' ')
    if (words.includes(`${name}, service`)) {
      await page.keyboard.press('Enter')
      return
    }
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(60)
  }
  throw new Error(`${name} was not announced on the way right: ${await said.allTextContents()}`)
}

export const noSidewaysScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
