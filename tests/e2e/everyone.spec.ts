/** For everyone: by keyboard alone, enlarged, without colour, in one's own language. */
import { expect, type Locator, type Page, test } from '@playwright/test'
import { noSidewaysScroll, openMap, panel, pinned, tabTo, theMap, url, walkTo } from './pages.ts'

/** Counts what only a mouse or a finger makes; a button pressed by a key is clicked without any of these. */
async function watchHands(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen = { hands: 0 }
    Object.assign(globalThis, { seen })
    for (const kind of ['pointerdown', 'mousedown', 'mousemove', 'touchstart', 'wheel']) {
      addEventListener(kind, (event) => (seen.hands += Number(event.isTrusted)), { capture: true })
    }
  })
  return () => page.evaluate(() => (globalThis as unknown as { seen: { hands: number } }).seen.hands)
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

test('found, opened, focused, filtered and exported by keyboard alone', async ({ page }) => {
  const hands = await watchHands(page)
  await openMap(page, pinned())

  // Whatever steers the map comes before its nodes.
  const before = await theMap(page).evaluate((map) =>
    [...document.querySelectorAll('main button, main select, main input, main textarea')].every(
      (control) =>
        map.contains(control) || (control.compareDocumentPosition(map) & Node.DOCUMENT_POSITION_FOLLOWING) > 0,
    ),
  )
  expect(before).toBe(true)

  await test.step('find', async () => {
    await press(page, page.getByRole('button', { name: 'What to show' }))
    const dialog = page.getByRole('dialog', { name: 'What to show' })
    await tabTo(page, dialog.getByLabel('Find', { exact: true }).and(page.locator('input, textarea')))
    await page.keyboard.type('p95 > 1ms')
    await press(page, dialog.getByRole('button', { name: 'Find', exact: true }))
    await expect(page).toHaveURL(/[?&]find=/)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByTestId('found')).toContainText(/matche?s?/)
  })

  await test.step('open and focus', async () => {
    await tabTo(page, theMap(page))
    await walkTo(page, 'orders')
    await expect(panel(page).getByRole('heading', { name: 'orders', level: 2 })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(theMap(page)).toBeFocused()
    await page.keyboard.press('f')
    await expect(page).toHaveURL(/[?&]focus=/)
    await expect(page.getByRole('group', { name: 'Around orders' })).toBeVisible()
  })

  await test.step('filter', async () => {
    await tabTo(page, page.getByLabel('Filter', { exact: true }).and(page.locator('input, textarea')))
    await page.keyboard.type('service("orders")')
    await page.keyboard.press('Escape')
    await press(page, page.getByRole('button', { name: 'Filter', exact: true }))
    await expect(page).toHaveURL(/[?&]filter=/)
    await expect(theMap(page)).toBeVisible()
  })

  await test.step('export', async () => {
    await press(page, page.getByRole('button', { name: 'Export', exact: true }))
    const drawing = page.getByRole('menuitem', { name: /SVG/ })
    await expect(page.getByRole('menu', { name: 'Export' })).toBeVisible()
    for (let i = 0; i < 8 && !(await drawing.evaluate((item) => item === document.activeElement)); i += 1) {
      await page.keyboard.press('ArrowDown')
    }
    const saved = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await saved).suggestedFilename()).toMatch(/\.svg$/)
  })
  expect(await hands()).toBe(0)
})

test('enlarged to 400 %, without colours of its own, and still', async ({ page }) => {
  // A window of 1440 by 900 at 400 %.
  await page.setViewportSize({ width: 360, height: 225 })
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await page.goto(url('/map', pinned()))
  const first = page.getByTestId('map-list').getByRole('button').first()
  await expect(first).toBeVisible()
  expect(await noSidewaysScroll(page)).toBe(true)
  // What is pressed is seen without its colour.
  const list = page.getByRole('button', { name: 'List', exact: true })
  expect(await list.evaluate((button) => getComputedStyle(button).outlineStyle)).toBe('solid')
  await first.press('Enter')
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeFocused()
  expect(await noSidewaysScroll(page)).toBe(true)
})

test('a language and technical words, chosen', async ({ page }) => {
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await page.goto(url('/map', { ...pinned(), as: 'table' }))
  await expect(page.getByRole('columnheader', { name: '95 of 100 within' }).first()).toBeVisible()
  expect(fetched.filter((path) => /\/(de|fr)-/.test(path))).toEqual([])

  await page.getByRole('button', { name: 'Technical words' }).press('Enter')
  await expect(page).toHaveURL(/[?&]words=technical/)
  await expect(page.getByRole('columnheader', { name: 'p95' }).first()).toBeVisible()
  await expect(page.getByText('AWS::DynamoDB::Table').first()).toBeVisible()

  await page.getByLabel('Language').selectOption('de')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('columnheader', { name: 'Störungen' }).first()).toBeVisible()
  await expect(page.getByLabel('Sprache')).toBeFocused()
  // Their own choice lasts, and is nobody else's.
  await expect(page).not.toHaveURL(/lang=/)
  await page.reload()
  await expect(page.getByLabel('Sprache')).toHaveValue('de')
})
