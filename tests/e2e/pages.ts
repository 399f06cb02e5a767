/** How specs name what is on the pages: by role and label, once. */
import { expect, type Locator, type Page } from '@playwright/test'

/** A window that does not move. Two viewers see the same of it when it ended `ago` long enough that its traces have settled. */
export function pinned(minutes = 15, ago = 3): { from: string; to: string } {
  const to = Math.floor(Date.now() / 1000) - ago
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

/** Tab until it has the focus, as one does who has no mouse: backwards when it stands before what has it now. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  const isBefore = await target.evaluate(
    (element) =>
      document.activeElement !== null &&
      document.activeElement !== document.body &&
      (document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) > 0,
  )
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return
    await page.keyboard.press(isBefore ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`not reached by ${most} presses of Tab: ${target}`)
}

/** Walks the map with the arrow keys until the node is announced, and opens it: right along the calls, from each place where requests come in. */
export async function walkTo(page: Page, name: string): Promise<void> {
  const said = page.getByRole('status').filter({ hasText: /\S/ })
  const heard = async (): Promise<string> => {
    await page.waitForTimeout(80)
    return (await said.allTextContents()).join(' ')
  }
  for (let start = 0; start < 5; start += 1) {
    for (const key of ['Home', ...Array<string>(start).fill('ArrowDown'), ...Array<string>(5).fill('ArrowRight')]) {
      await page.keyboard.press(key)
      if ((await heard()).includes(`${name}, Service`)) {
        await page.keyboard.press('Enter')
        return
      }
    }
  }
  throw new Error(`${name} was not announced; last heard: ${await heard()}`)
}

export const noSidewaysScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
