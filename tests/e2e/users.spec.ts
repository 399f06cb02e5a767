import { expect, test } from '@playwright/test'
import { ask } from './api.ts'
import { panel, pinned, url } from './pages.ts'

test('how many users were hit, who, and their traces', async ({ page, request }, testInfo) => {
  const window = pinned()
  const answer = await ask(request, 'users', { ...window, limit: 1000 })
  expect(answer.affected).toBeGreaterThan(0)
  await page.goto(url('/users', window))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    new RegExp(`^(One user|${answer.affected} users) of ${answer.total} \\(.+ %\\) (was|were) hit\\.$`),
  )
  await testInfo.attach('users', { body: await page.screenshot(), contentType: 'image/png' })

  await page.getByLabel('Only users who were hit').check()
  await expect(page).toHaveURL(/[?&]affected=1/)
  const table = page.getByRole('table', { name: /^Users,/ })
  await expect(table).toHaveAttribute('aria-rowcount', String(answer.affected + 1))
  const rows = table.locator('tbody tr[aria-rowindex]')

  const user = (await rows.first().getByRole('link').textContent()) ?? ''
  expect(user).toBe(answer.users[0]?.user)
  await page.getByRole('searchbox', { name: 'Find a user' }).fill(user)
  await expect(rows.first()).toContainText(user)
  await rows.first().getByRole('link').click()
  await expect(page.getByLabel('Filter, or a trace id')).toHaveValue(`user = "${user}"`)
  await expect(page.getByRole('table', { name: /^Traces,/ })).toHaveAttribute(
    'aria-rowcount',
    String((answer.users[0]?.traces ?? 0) + 1),
  )
})

test('users hit at one node, from the map', async ({ page, request }) => {
  const window = pinned()
  const answer = await ask(request, 'users', { ...window, node: 'storefront', limit: 1000 })
  await page.goto(url('/map', { ...window, node: 'storefront' }))
  await expect(panel(page).getByTestId('users-hit')).toContainText(
    `${answer.affected} of ${answer.total} users met something that went wrong here.`,
    { timeout: 45_000 },
  )
  await page.goto(url('/users', { ...window, node: 'storefront' }))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('hit at storefront')
  await page.getByRole('button', { name: 'Show users of everything' }).click()
  await expect(page).not.toHaveURL(/[?&]node=/)
})
