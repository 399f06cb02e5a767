import { expect, type Page, test } from '@playwright/test'

async function type(page: Page, text: string): Promise<void> {
  const range = page.getByRole('group', { name: 'Time range' })
  if ((await page.getByRole('dialog', { name: 'Time range' }).count()) === 0) {
    await range.locator('button[aria-haspopup="dialog"]').click()
  }
  const field = page.getByRole('dialog', { name: 'Time range' }).getByLabel('Type a time range')
  await field.fill(text)
  await field.press('Enter')
}

test('a typed time range', async ({ page }) => {
  await page.goto('/traces')
  await type(page, 'last 2h')
  await expect(page).toHaveURL(/[?&]from=now-2h/)
  await expect(page.getByRole('group', { name: 'Time range' })).toContainText('Last 2 h')

  await type(page, '2026-08-01 14:00 - 15:30')
  await expect(page).toHaveURL(/from=2026-08-01T14%3A00%3A00Z/)
  await expect(page).toHaveURL(/to=2026-08-01T15%3A30%3A00Z/)
  await expect(page.getByRole('group', { name: 'Time range' })).toContainText('1 Aug, 14:00 – 15:30 UTC')

  await type(page, 'the day before')
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be used' })).toBeVisible()
  await expect(page).toHaveURL(/from=2026-08-01T14%3A00%3A00Z/)
})

test('quick choices, steps and the zone', async ({ page }) => {
  await page.goto('/traces')
  const range = page.getByRole('group', { name: 'Time range' })
  await range.locator('button[aria-haspopup="dialog"]').click()
  await page.getByRole('dialog', { name: 'Time range' }).getByRole('button', { name: 'Last 1 h' }).click()
  await expect(page).toHaveURL(/from=now-1h/)
  await page.keyboard.press('Escape')
  await range.getByRole('button', { name: 'One step back in time' }).click()
  await expect(page).toHaveURL(/from=\d{4}-/)
  await page.goto('/traces?tz=Asia/Tokyo')
  await expect(range).toContainText('UTC+9')
})
