import { expect, type Page, test } from '@playwright/test'
import { ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { noSidewaysScroll, panel, pinned, tabTo, url } from './pages.ts'

const table = (page: Page) => page.getByRole('table', { name: /^Services,/ })
const names = (page: Page) => table(page).locator('tbody th a')

test('services as a list: sorted, found, grouped, and the way to the map', async ({ page, request }) => {
  const window = pinned(15, 25)
  const { nodes } = await ask(request, 'graph', window)
  const services = nodes.filter((node) => node.type !== 'client' && node.name !== 'roentgen-doctor')
  await page.goto(url('/services', window))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${services.length} services, .+\\.$`))
  await expect(table(page)).toHaveAttribute('aria-rowcount', String(services.length + 1))
  await expect(
    table(page)
      .getByRole('img', { name: /^Requests over time/ })
      .first(),
  ).toBeVisible()

  // Without a mouse: the busiest first, down the rows, and to the map.
  await tabTo(page, page.getByRole('button', { name: 'Requests', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/[?&]sort=rate/)
  const busiest = [...services].sort((a, b) => b.rate - a.rate)
  await expect(names(page).first()).toHaveText(busiest[0]?.label?.name ?? busiest[0]?.name ?? '')
  await tabTo(page, names(page).first())
  await page.keyboard.press('ArrowDown')
  await expect(names(page).nth(1)).toBeFocused()

  await page.getByRole('searchbox', { name: 'Find by name, owner or team' }).fill('catalog')
  await expect(names(page)).toHaveText(['catalog'])
  await expect(page).toHaveURL(/[?&]find=catalog/)
  await expectAccessible(page)
  await page.getByRole('searchbox').fill('no such thing')
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByLabel('Group by').selectOption('kind')
  await expect(table(page).getByRole('rowheader', { name: /^Services/ })).toBeVisible()

  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await noSidewaysScroll(page)).toBe(true)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await names(page).filter({ hasText: 'catalog' }).first().click()
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('catalog')
})

test('a service gets a name and an owner, which everybody sees', async ({ page, request }) => {
  const window = pinned()
  const { nodes } = await ask(request, 'graph', window)
  const node = nodes.find(({ name, type }) => name === 'inventory' && type !== 'client')
  await page.goto(url('/map', { ...window, node: node?.id ?? '' }))
  const whose = panel(page).getByTestId('whose')
  await whose.getByRole('button').click()
  const editor = page.getByRole('dialog')
  await editor.getByLabel('What people call it').fill('Stock keeping')
  await editor.getByLabel('Owner').fill('Ann Example')
  await editor.getByLabel('Where to ask').fill('javascript:alert(1)')
  await editor.getByRole('button', { name: 'Save' }).click()
  await expect(editor.getByText('A web address (https://…) or a mail address.')).toBeVisible()
  await editor.getByLabel('Where to ask').fill('ann@example.com')
  await expectAccessible(page, { except: ['aria-hidden-focus'] })
  await editor.getByRole('button', { name: 'Save' }).click()
  try {
    await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('Stock keeping')
    await expect(whose).toContainText('Owner Ann Example')
    await expect(whose.getByRole('link')).toHaveAttribute('href', 'mailto:ann@example.com')

    await page.goto(url('/services', { ...window, find: 'inventory' }))
    const row = table(page).getByRole('row').filter({ hasText: 'Stock keeping' })
    await expect(row).toContainText('Ann Example')
    await expect(row).toContainText('inventory ·')
  } finally {
    // Other specs know it by its own name.
    const kept = (await ask(request, 'names', {})).kept.find(({ match }) => match.name === 'inventory')
    const nothing = { name: null, owner: null, team: null, domain: null, contact: null }
    if (kept) await request.post('/api/names', { data: { match: kept.match, label: nothing, revision: kept.revision } })
  }
})
