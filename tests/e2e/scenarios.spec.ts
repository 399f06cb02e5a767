/** Each trouble of the sample shop, switched on from the page, is seen on the map of either source; and it passes. */

import { expect, test } from '@playwright/test'
import type { GraphReply } from '@roentgen/contract'
import { ask, switchScenario, until } from './api.ts'
import { panel, theMap, url } from './pages.ts'

const node = (graph: GraphReply, name: string) =>
  graph.nodes.find((one) => one.name.startsWith(name) && one.type !== 'client')
const edge = (graph: GraphReply, from: string, to: string) =>
  graph.edges.find((one) => one.from.startsWith(from) && one.to.startsWith(to) && one.kind === 'call')
const share = (
  what: { counts: { total: number; fault: number; throttle: number; error: number } } | undefined,
  ...of: ('fault' | 'throttle' | 'error')[]
) => (what && what.counts.total > 0 ? of.reduce((sum, name) => sum + what.counts[name], 0) / what.counts.total : 0)

const enough = 5

/** What each does to the map, as figures that the healthy shop does not reach. */
const scenarios: Readonly<Record<string, { title: string; at: string; seen: (graph: GraphReply) => boolean }>> = {
  'slow-database': {
    title: 'Slow database',
    at: 'shop@db',
    seen: (graph) => (node(graph, 'shop@db')?.latency?.p50 ?? 0) > 0.35,
  },
  'payment-timeouts': {
    title: 'Payment timeouts',
    at: 'bank.example',
    seen: (graph) =>
      share(node(graph, 'bank.example'), 'fault') > 0.35 && (node(graph, 'bank.example')?.latency?.p95 ?? 0) > 1.2,
  },
  'throttled-table': {
    title: 'Throttled table',
    at: 'stock',
    seen: (graph) => share(node(graph, 'stock'), 'throttle') > 0.35,
  },
  'bank-down': {
    title: 'Bank down',
    at: 'bank.example',
    seen: (graph) => share(node(graph, 'bank.example'), 'fault') > 0.9,
  },
  'retry-storm': {
    title: 'Retry storm',
    at: 'payments',
    seen: (graph) =>
      (edge(graph, 'orders', 'payments')?.counts.total ?? 0) > enough &&
      share(node(graph, 'payments'), 'fault', 'throttle') > 0.4,
  },
  'bad-deployment': {
    title: 'Bad deployment',
    at: 'orders',
    seen: (graph) => share(node(graph, 'orders'), 'fault') > 0.25,
  },
}

for (const [id, { title, at, seen }] of Object.entries(scenarios)) {
  test(title, async ({ page, request }, testInfo) => {
    test.setTimeout(180_000)
    try {
      // The switch is on the demo's own page, whichever source is looked through.
      await page.goto(`${process.env.ROENTGEN_E2E_SHOP}/map`)
      await page.getByRole('button', { name: /^Sample shop/ }).click()
      const dialog = page.getByRole('dialog', { name: /Trouble to switch on/ })
      // The switch itself lies hidden under its picture: one clicks its label.
      await dialog.getByText(title, { exact: true }).click()
      await expect(dialog.getByRole('switch', { name: title })).toBeChecked()
      const from = String(Math.floor(Date.now() / 1000) + 2)
      await page.waitForTimeout(4000)

      const overXray = process.env.ROENTGEN_E2E_OVER_XRAY ?? ''
      for (const source of ['', overXray]) {
        const graph = await until(
          () => ask(request, 'graph', { from, to: 'now' }, {}, source),
          (answer) => (node(answer, at)?.counts.total ?? 0) >= enough && seen(answer),
          `${title} on the map${source && ' over the X-Ray API'}`,
        )
        const name = node(graph, at)?.id ?? ''
        if (source === '') {
          await page.goto(url('/map', { from, to: 'now', node: name }))
          await expect(theMap(page)).toBeVisible()
          await expect(panel(page).getByRole('heading', { level: 2 })).toContainText(at)
          await testInfo.attach(id, { body: await page.screenshot(), contentType: 'image/png' })
        } else {
          await page.goto(source + url('/map', { from, to: 'now', view: 'table' }))
          await expect(
            page
              .getByRole('table', { name: 'Nodes' })
              .getByRole('button', { name: new RegExp(`^${at}`) })
              .first(),
          ).toBeVisible()
        }
      }
    } finally {
      await switchScenario(request, id, false)
    }
  })
}
