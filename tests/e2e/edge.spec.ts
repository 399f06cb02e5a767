import { expect, test } from '@playwright/test'
import { openMap, panel, pinned, traceRows } from './pages.ts'

test("an edge's histogram, brushed by hand, leads to its traces", async ({ page }, testInfo) => {
  await openMap(page, { ...pinned(), edge: 'storefront>catalog' })
  await expect(panel(page)).toHaveAccessibleName('Details of storefront → catalog')
  await expect(panel(page)).toContainText('As the caller measured it: the network is included.')
  const histogram = panel(page).getByRole('group', { name: /^Histogram of response times/ })
  await histogram.scrollIntoViewIfNeeded()
  const box = await histogram.boundingBox()
  if (!box) throw new Error('the histogram has no place on the page')
  await page.mouse.move(box.x + box.width * 0.15, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2, { steps: 4 })
  await page.mouse.move(box.x + box.width * 0.85, box.y + box.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect(page).toHaveURL(/[?&]lo=.*[?&]hi=/)
  await expect(panel(page).getByTestId('brushed')).toContainText(/requests? \(.+ %\) took .+ to .+/)
  await testInfo.attach('edge-histogram', { body: await page.screenshot(), contentType: 'image/png' })

  await panel(page).getByRole('link', { name: 'Show traces' }).first().click()
  await expect(page.getByLabel('Filter, or a trace id')).toHaveValue(
    /^edge\(.*"storefront".*"catalog".*\) \{ responsetime >= [\d.e-]+ AND responsetime <= [\d.e-]+ \}$/,
  )
  await expect(traceRows(page).first()).toBeVisible()
})
