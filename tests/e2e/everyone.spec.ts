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
  test.setTimeout(180_000)
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

test('grouped, compared, brushed, replayed, kept as a view and asked what if, by keyboard alone', async ({ page }) => {
  test.setTimeout(180_000)
  const hands = await watchHands(page)
  await openMap(page, pinned())
  const said = page.getByRole('status').filter({ hasText: /\S/ })

  await test.step('groups', async () => {
    await press(page, page.getByRole('button', { name: 'What to show' }))
    const by = page.getByRole('dialog', { name: 'What to show' }).getByLabel('Group by')
    await tabTo(page, by)
    await page.keyboard.type('Kind')
    await expect(page).toHaveURL(/[?&]by=kind/)
    await page.keyboard.press('Escape')
    await tabTo(page, theMap(page))
    await page.keyboard.press('Home')
    await expect(async () => {
      await page.keyboard.press('ArrowRight')
      await expect(said.filter({ hasText: /\d services/ })).not.toHaveCount(0, { timeout: 500 })
    }).toPass()
    await page.keyboard.press('o')
    await expect(said.filter({ hasText: 'is open.' })).not.toHaveCount(0)
    await expect(page).toHaveURL(/[?&]open=/)
    await press(page, page.getByRole('button', { name: /Close the group/ }))
    await expect(page).not.toHaveURL(/[?&]open=/)
  })

  await test.step('compare', async () => {
    await press(page, page.getByRole('button', { name: 'Compare', exact: true }))
    await press(page, page.getByRole('button', { name: 'The time right before' }))
    await expect(page).toHaveURL(/[?&]before=previous/)
    const compared = page.getByRole('complementary', { name: 'What changed' })
    await expect(compared).toContainText(/compared with .* to /)
    await press(page, compared.getByRole('button', { name: 'Stop comparing' }))
    await expect(compared).toHaveCount(0)
  })

  await test.step('brush', async () => {
    await tabTo(page, page.getByRole('slider', { name: 'Start of the part to look at' }))
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/from=\d{4}-/)
    await press(page, page.getByRole('button', { name: 'Earlier window' }))
    await expect(page).not.toHaveURL(/from=\d{4}-/)
  })

  await test.step('replay', async () => {
    await press(page, page.getByRole('button', { name: 'Replay', exact: true }))
    await expect(page).toHaveURL(/[?&]at=/)
    const span = page.getByTestId('replay-span')
    await expect(span).toBeVisible()
    const first = (await span.textContent()) ?? ''
    await tabTo(page, page.getByRole('slider', { name: 'Time shown on the map' }))
    await page.keyboard.press('ArrowRight')
    await expect(span).not.toHaveText(first)
    await press(page, page.getByRole('button', { name: 'Play', exact: true }))
    await page.keyboard.press('Enter')
    await press(page, page.getByRole('button', { name: 'End replay' }))
    await expect(page).not.toHaveURL(/[?&]at=/)
  })

  await test.step('views', async () => {
    await press(page, page.getByRole('button', { name: 'Views', exact: true }))
    await tabTo(page, page.getByLabel('Save as a new view, named'))
    await page.keyboard.type('Of the keyboard')
    await page.keyboard.press('Enter')
    await expect(said.filter({ hasText: 'Saved as “Of the keyboard”' })).toBeVisible()
    await expect(page).toHaveURL(/[?&]view=v/)
    await press(page, page.getByRole('button', { name: 'Delete the view Of the keyboard' }))
    await press(
      page,
      page.getByRole('group', { name: /^Delete “Of the keyboard”/ }).getByRole('button', { name: 'Delete' }),
    )
    await expect(said.filter({ hasText: 'Deleted.' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page).not.toHaveURL(/[?&]view=v/)
  })

  await test.step('what if', async () => {
    await press(page, page.getByRole('button', { name: 'What to show' }))
    await tabTo(page, page.getByLabel('Group by'))
    await page.keyboard.type('Nothing')
    await expect(page).toHaveURL(/[?&]by=none/)
    await page.keyboard.press('Escape')
    await tabTo(page, theMap(page))
    await walkTo(page, 'orders')
    const depends = panel(page).getByTestId('depends')
    await expect(depends).toContainText('If it fails')
    await press(page, depends.getByText('What this rests on'))
    await expect(depends.getByRole('listitem').last()).toBeVisible()
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
