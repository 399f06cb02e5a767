import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { openMap, panel, pinned, tabTo } from './pages.ts'

const line = (page: Page) => page.getByRole('combobox', { name: 'Find anything' })

test('the palette finds and opens by keyboard alone, on any page', async ({ page }) => {
  await page.goto('/doctor')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('/')
  await expect(line(page)).toBeFocused()
  await line(page).fill('stfront')
  await expect(page.getByRole('option', { name: /^storefront/ })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('status').filter({ hasText: /result/ })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(line(page)).toHaveCount(0)
  await expect(panel(page)).toHaveAccessibleName('Details of storefront', { timeout: 30_000 })

  // The focus goes back to where it was, and in a field a slash is a slash.
  const filter = page.getByLabel('Filter', { exact: true })
  await filter.focus()
  await page.keyboard.press('/')
  await expect(line(page)).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(line(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(filter).toBeFocused()

  await page.keyboard.press('Control+k')
  await line(page).fill('58406520a006649127e371903a2de979')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/traces\/1-58406520-a006649127e371903a2de979/)
  await page.keyboard.press('Control+k')
  await line(page).fill('https://console.aws.amazon.com/xray/home?region=eu-west-1#/service-map?timeRange=PT1H')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/map\?.*from=now-1h/)
  await page.keyboard.press('Control+k')
  await line(page).fill('zzzz')
  await expect(page.getByText('Nothing is called “zzzz” in this time range.')).toBeVisible()
})

test('the map is taken along by keyboard: picture, drawing, tables, diagrams, ticket', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openMap(page, pinned())
  await expect(page.getByTestId('headline').first()).not.toHaveText(/^Looking at/)
  const button = page.getByRole('button', { name: 'Export', exact: true })
  /** Up to the item: what its Enter leads to is waited for by who asked. */
  const reach = async (item: string): Promise<void> => {
    await tabTo(page, button)
    await page.keyboard.press('Enter')
    const wanted = page.getByRole('menuitem', { name: item })
    await wanted.waitFor()
    for (let press = 0; press < 9; press++) {
      if (await wanted.evaluate((one) => one === document.activeElement)) break
      await page.keyboard.press('ArrowDown')
    }
  }
  const saved = async (item: string, name: RegExp): Promise<Buffer> => {
    await reach(item)
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(download.suggestedFilename()).toMatch(name)
    await expect(page.getByText(`Saved as ${download.suggestedFilename()}.`)).toBeVisible()
    return readFileSync(await download.path())
  }

  const svg = (await saved('Drawing (SVG)', /^roentgen-map-2\d{3}-.*Z\.svg$/)).toString()
  const headline = (await page.getByTestId('headline').first().textContent()) ?? ''
  const alone = await context.newPage()
  await alone.goto(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`)
  const texts = (await alone.locator('text').allTextContents()).join(' ')
  for (const word of ['storefront', 'UTC to ', 'Legend:', 'failed']) expect(texts).toContain(word)
  expect(headline).toContain(texts.slice(0, 20))
  // Text that can be selected, in a document that fetches nothing.
  expect(
    await alone.evaluate(() => {
      getSelection()?.selectAllChildren(document.documentElement)
      return getSelection()?.toString() ?? ''
    }),
  ).toContain('storefront')
  expect(svg).not.toMatch(/href|<style|url\(/)
  await alone.close()

  const png = await saved('Picture (PNG)', /\.png$/)
  const [width, height] = (/ width="(\d+)" height="(\d+)" viewBox/.exec(svg) ?? []).slice(1).map(Number)
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * (width ?? 0), 2 * (height ?? 0)])

  expect((await saved('Diagram (Mermaid)', /\.mmd$/)).toString()).toContain('flowchart LR')
  expect((await saved('Services (CSV)', /^roentgen-nodes-/)).toString()).toMatch(/^\ufeffid,name,.*p95 \(ms\)/)

  await reach('Copy for a ticket')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Copied: sentence, figures and a link')).toBeVisible()
  const ticket = await page.evaluate(() => navigator.clipboard.readText())
  expect(ticket).toMatch(/\| Name \| Requests \|/)
  const link = new URL(/<(http.*)>/.exec(ticket)?.[1] ?? 'about:blank')
  expect(link.searchParams.get('from')).toMatch(/^2\d{3}-.*Z$/)
  expect(link.searchParams.get('to')).toMatch(/^2\d{3}-.*Z$/)

  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.print-sheet svg')).toBeVisible()
  await expect(page.locator('.print-sheet').getByRole('table')).toHaveCount(2)
  await expect(page.locator('header').first()).toBeHidden()
})
