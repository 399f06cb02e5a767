/** A large system's map stands before its graph is there, and stays as it stands when it comes. */

import { expect, type Page, test } from '@playwright/test'
import type { GraphReply } from '@roentgen/contract'
import { drawnReply } from '../../apps/bff/src/reply/picture.ts'
import { large } from './large.ts'
import { pinned, theMap, url } from './pages.ts'

const areas = ['billing', 'carts', 'claims', 'content', 'fraud', 'ledger', 'loyalty', 'media', 'quotes', 'stock', 'tax']
const nameOf = (i: number): string => `${areas[(i * 7) % areas.length]}-${i}`

const canvas = (page: Page) => page.getByTestId('map-canvas')
/** Where each node stands on the sheet, as the browser remembers it. */
const places = (page: Page): Promise<string> =>
  page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([key]) => /^roentgen\.map\.v/.test(key))
      .map(([, value]) => value)
      .join(),
  )

test('the picture comes first, the graph after it, and nothing moves', async ({ page, request }) => {
  const search = pinned(30, 60)
  const graph = large((await (await request.get(url('/api/graph', search))).json()) as GraphReply, nameOf)
  let send = (): void => {}
  const held = new Promise<void>((resolve) => {
    send = resolve
  })
  let asked = 0
  await page.route('**/api/picture?*', (route) =>
    route.fulfill({ json: { graph: null, drawn: drawnReply(graph, { rules: [] }) } }),
  )
  await page.route('**/api/graph?*', async (route) => {
    asked += 1
    expect(route.request().headers()['x-roentgen-early']).toBe('1')
    await held
    await route.fulfill({ json: graph })
  })
  await page.goto(url('/map', { ...search, live: '0' }))
  await expect(theMap(page)).toBeVisible()
  await expect(canvas(page)).toHaveAttribute('data-nodes', /^\d+$/)
  await expect.poll(() => asked).toBe(1)
  const nodes = await canvas(page).getAttribute('data-nodes')
  const before = await places(page)
  expect(Number(nodes)).toBeLessThanOrEqual(60)
  expect(before).not.toBe('')
  await expect(page.getByText('Grouped so that it can be read')).toBeVisible()
  // What is for the whole graph is not offered yet.
  await expect(page.getByRole('button', { name: 'Export' })).toHaveCount(0)

  send()
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible()
  await expect(canvas(page)).toHaveAttribute('data-nodes', nodes ?? '')
  expect(await places(page)).toBe(before)
  expect(asked).toBe(1)
})

test('where the picture cannot be had, the graph is asked for', async ({ page }) => {
  await page.route('**/api/picture?*', (route) =>
    route.fulfill({ status: 502, json: { error: { code: 'UPSTREAM', message: 'no' } } }),
  )
  await page.goto(url('/map', { ...pinned(30, 60), live: '0' }))
  await expect(theMap(page)).toBeVisible()
})

test('a small system is asked for once', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (one) => {
    const { pathname } = new URL(one.url())
    if (/^\/api\/(graph|picture)$/.test(pathname)) asked.push(pathname)
  })
  await page.goto(url('/map', { ...pinned(30, 60), live: '0' }))
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible()
  expect(asked).toEqual(['/api/picture'])
})
