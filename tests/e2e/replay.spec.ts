/** The time under the map: a part of it, a frame of it, and nothing moves. */
import { expect, type Page, test } from '@playwright/test'
import { openMap, theMap } from './pages.ts'

type Host = Element & {
  _cyreg?: { cy: { nodes(): { map<T>(f: (node: { id(): string; position(): { x: number; y: number } }) => T): T[] } } }
}
const places = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const host = document.querySelector('[data-testid=map-canvas]') as Host | null
    return JSON.stringify(host?._cyreg?.cy.nodes().map((node) => [node.id(), node.position()]) ?? [])
  })

const settled = async (page: Page): Promise<string> => {
  let before = ''
  await expect
    .poll(async () => {
      const now = await places(page)
      const same = now === before && now.length > 2
      before = now
      return same
    })
    .toBe(true)
  return before
}

test('a brush by mouse and by keys is the window, and the earlier one comes back', async ({ page, baseURL }, info) => {
  test.skip(info.project.name !== 'own', `the strip is the same over ${baseURL}`)
  await openMap(page, { from: 'now-1h' })
  const strip = page.getByTestId('strip')
  const box = await strip.boundingBox()
  if (!box) throw new Error('no strip')
  await page.mouse.move(box.x + box.width * 0.4, box.y + 30)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + 30, { steps: 5 })
  await page.mouse.up()
  await expect(page).toHaveURL(/from=\d{4}-.*to=\d{4}-/)
  await page.getByRole('button', { name: 'Earlier window' }).click()
  await expect(page).toHaveURL(/from=now-1h/)
  await page.getByRole('slider', { name: 'Start of the part to look at' }).focus()
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=\d{4}-/)
  await page.goBack()
  await expect(page).toHaveURL(/from=now-1h/)
})

test('a replay moves no node, and a link to a frame opens that frame', async ({ page }, info) => {
  test.skip(info.project.name !== 'own', 'the frames are the same whatever the source')
  await openMap(page, { from: 'now-30m', by: 'none' })
  await page.getByRole('button', { name: 'Replay', exact: true }).click()
  await expect(page).toHaveURL(/[?&]at=\d+/)
  const span = page.getByTestId('replay-span')
  await expect(span).toBeVisible()
  const first = await span.textContent()
  const before = await settled(page)
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('300')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(span).not.toHaveText(first ?? '')
  await page.getByRole('button', { name: 'Pause' }).click()
  expect(await places(page)).toBe(before)
  await page.getByRole('slider', { name: 'Time shown on the map' }).focus()
  await page.keyboard.press('ArrowRight')
  const frame = await span.textContent()
  await expect(page).toHaveURL(new RegExp(`at=${new URL(page.url()).searchParams.get('at')}`))
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(theMap(other)).toBeVisible({ timeout: 30_000 })
  await expect(other.getByTestId('replay-span')).toHaveText(frame ?? '')
  await other.close()
  await page.getByRole('button', { name: 'End replay' }).click()
  await expect(page).not.toHaveURL(/[?&]at=/)
})
