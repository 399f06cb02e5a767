import { expect, test } from '@playwright/test'

test('the doctor sends a probe and opens its trace', async ({ page }, testInfo) => {
  await page.goto('/doctor')
  const checks = page.getByRole('list', { name: 'What works and what does not' })
  await expect(checks).toContainText('Sampling rules over TCP: works')
  await page.getByRole('button', { name: 'Send the probe' }).click()
  await expect(page.getByText(/The probe arrived and could be read after/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Sampling rules are answered over TCP.')).toBeVisible()
  await expect(checks).toContainText('Documents over UDP: works')
  await testInfo.attach('doctor', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' })
  await page.getByRole('link', { name: 'Open the probe’s trace' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('roentgen-doctor')
})

test('the doctor names who sends', async ({ page, baseURL }) => {
  test.skip(
    baseURL !== process.env.ROENTGEN_E2E_SHOP,
    'who sends is known to our own collector only, not to the X-Ray API',
  )
  await page.goto('/doctor')
  const senders = page.getByRole('region', { name: 'Who sends' })
  await expect(senders).toContainText('X-Ray for Node.js')
  await expect(senders).toContainText('recommendations')
})
