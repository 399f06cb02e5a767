/** The states of the pages that somebody can come to look at, and how one gets there in any language. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { MessageKey } from '../../apps/web/src/messages/index.ts'
import { url } from './pages.ts'
import type { Say } from './words.ts'

/** Which addresses hold what: `own` the shop, the others only where the whole matrix is looked at. */
export type Place = 'own' | 'large' | 'dead'
export type Known = {
  readonly window: { readonly from: string; readonly to: string }
  readonly largeWindow: string
  readonly edge: string
  readonly trace: string
}

/** Something opened on a page: reached from there, and left again by Escape. */
type Opened = {
  readonly what: string
  readonly reach: (page: Page, say: Say) => Promise<void>
  /** Only in the whole matrix. */
  readonly rare?: true
}
export type Visit = {
  readonly what: string
  readonly place?: Place
  readonly address: (known: Known) => string
  readonly narrow?: true
  /** Seen when the page is there. */
  readonly there: (page: Page, say: Say) => Locator
  readonly opened?: readonly Opened[]
  /** Only in the whole matrix. */
  readonly rare?: true
  /** The page itself is looked at elsewhere: only what is opened on it counts. */
  readonly onlyOpened?: true
}

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

const behind = (what: string, key: MessageKey, role: 'dialog' | 'menu' = 'dialog'): Opened => ({
  what,
  reach: async (page, say) => {
    await button(page, say(key)).click()
    await expect(page.getByRole(role)).toBeVisible()
  },
})

const application = (page: Page): Locator => page.locator('[role=application]')
const panel = (page: Page): Locator => page.getByTestId('panel')
const failed = (page: Page): Locator => page.locator('main [role=alert]').first()
/** Rows of a trace's timeline. */
const entries = (page: Page): Locator => page.locator('[data-row]')
const table = (page: Page): Locator => page.locator('main table tbody tr').first()

export const visits: readonly Visit[] = [
  {
    what: 'map, coloured and sized',
    address: ({ window }) => url('/map', { ...window, color: 'latency', size: 'traffic' }),
    there: application,
    opened: [
      behind('what to show', 'picture.show'),
      behind('earlier times to compare with', 'compare.open'),
      behind('views', 'map.views'),
      behind('export', 'take.menu', 'menu'),
      { ...behind('keys', 'shell.help'), rare: true },
      {
        what: 'scenarios',
        rare: true,
        reach: async (page, say) => {
          await page.getByRole('button', { name: say('map.scenarios') }).click()
          await expect(page.getByRole('dialog')).toBeVisible()
        },
      },
      {
        what: 'time range',
        reach: async (page, say) => {
          await page
            .getByRole('group', { name: say('shell.time'), exact: true })
            .locator('button[aria-haspopup=dialog]')
            .click()
          await expect(page.getByRole('dialog')).toBeVisible()
        },
      },
      {
        what: 'palette',
        reach: async (page) => {
          await page.keyboard.press('Control+k')
          await page.getByRole('dialog').getByRole('combobox').fill('o')
          await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
        },
      },
    ],
  },
  {
    what: 'map as a table, technical words',
    address: ({ window }) => url('/map', { ...window, as: 'table', words: 'technical' }),
    there: table,
  },
  {
    what: 'map on a phone: the list',
    narrow: true,
    address: ({ window }) => url('/map', window),
    there: (page) => page.getByTestId('map-list'),
    opened: [
      {
        what: 'all controls',
        reach: async (page, say) => {
          const more = page.getByRole('button', { name: say('shell.more'), exact: true })
          await more.first().click()
          await more.last().click()
          await expect(button(page, say('compare.open'))).toBeVisible()
        },
      },
    ],
  },
  {
    what: 'map on a phone, with the details of a node',
    narrow: true,
    rare: true,
    address: ({ window }) => url('/map', { ...window, as: 'map', node: 'orders' }),
    there: panel,
  },
  {
    what: 'a node, and what if it failed',
    address: ({ window }) => url('/map', { ...window, node: 'storefront' }),
    there: (page) => page.getByTestId('panel-traces').getByRole('link').first(),
    opened: [
      {
        what: 'its name and owner',
        reach: async (page) => {
          await page.getByTestId('whose').getByRole('button').click()
          await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible()
        },
      },
    ],
  },
  {
    what: 'a call',
    address: ({ window, edge }) => url('/map', { ...window, edge, color: 'errors' }),
    there: (page) => panel(page).getByRole('slider').first(),
  },
  {
    what: 'compared with the time before',
    address: ({ window }) => url('/map', { ...window, before: 'previous' }),
    there: (page) => page.getByTestId('compare').locator('p').nth(1),
  },
  {
    what: 'a replay, running',
    onlyOpened: true,
    address: ({ window }) => url('/map', window),
    there: application,
    opened: [
      {
        what: 'playing',
        reach: async (page, say) => {
          await button(page, say('strip.replay')).click()
          await button(page, say('strip.play')).click()
          await expect(page.getByTestId('replay-span')).toBeVisible()
        },
      },
    ],
  },
  {
    what: 'grouped by kind',
    onlyOpened: true,
    address: ({ window }) => url('/map', { ...window, by: 'kind' }),
    there: application,
    opened: [
      {
        what: 'the details of a group',
        reach: async (page) => {
          await application(page).focus()
          await page.keyboard.press('Home')
          await page.keyboard.press('ArrowRight')
          await page.keyboard.press('Enter')
          await expect(panel(page)).toBeVisible()
        },
      },
    ],
  },
  {
    what: 'around a service, found and hidden',
    rare: true,
    address: ({ window }) =>
      url('/map', { ...window, focus: 'orders', hops: '1', find: 'p95 > 1ms', hide: 'kind = queue' }),
    there: application,
  },
  {
    what: 'only what is unwell',
    rare: true,
    address: ({ window }) => url('/map', { ...window, only: 'unwell' }),
    there: (page) => page.locator('[role=application], main h2').first(),
  },
  {
    what: 'a map without a match',
    address: ({ window }) => url('/map', { ...window, filter: 'user = "nobody at all"' }),
    there: (page, say) => page.getByText(say('map.nothing-matches')),
  },
  {
    what: 'a filter of the map that cannot be read',
    rare: true,
    address: ({ window }) => url('/map', { ...window, filter: 'fault ANDD ok' }),
    there: failed,
  },
  {
    what: 'a map of a time without traffic',
    rare: true,
    address: () => url('/map', { from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z' }),
    there: (page, say) => page.getByText(say('map.nothing-now')),
  },
  {
    what: 'a source that is not there',
    address: ({ window }) => url('/map', { ...window, source: 'none-such' }),
    there: failed,
  },
  {
    what: 'two hundred services, grouped',
    rare: true,
    place: 'large',
    address: ({ largeWindow }) => `/map?${largeWindow}`,
    there: application,
  },
  {
    what: 'two hundred services, each shown',
    rare: true,
    place: 'large',
    address: ({ largeWindow }) => `/map?${largeWindow}&by=none`,
    there: application,
  },
  {
    what: 'two hundred services on a phone',
    rare: true,
    narrow: true,
    place: 'large',
    address: ({ largeWindow }) => `/map?${largeWindow}`,
    there: (page) => page.getByTestId('map-list'),
  },
  ...(['/map', '/services', '/traces', '/users', '/sampling', '/doctor'] as const).map(
    (path): Visit => ({
      what: `${path}, whose source is away`,
      rare: true,
      place: 'dead',
      address: () => path,
      there: (page) => (path === '/doctor' ? page.locator('main li').first() : failed(page)),
    }),
  ),
  { what: 'services', address: ({ window }) => url('/services', window), there: table },
  {
    what: 'services on a phone, by kind',
    rare: true,
    narrow: true,
    address: ({ window }) => url('/services', { ...window, by: 'kind' }),
    there: table,
  },
  { what: 'traces', address: ({ window }) => url('/traces', window), there: table },
  {
    what: 'traces, a filter that cannot be read',
    rare: true,
    address: ({ window }) => url('/traces', { ...window, filter: 'fault ANDD ok' }),
    there: (page) => page.locator('main pre').first(),
  },
  {
    what: 'a trace',
    onlyOpened: true,
    address: ({ trace }) => `/traces/${trace}`,
    there: (page) => entries(page).first(),
    opened: [
      {
        what: 'the details of an entry',
        reach: async (page) => {
          await entries(page).nth(1).click()
          await expect(page.getByRole('tabpanel').getByRole('button').first()).toBeVisible()
        },
      },
    ],
  },
  {
    what: 'a trace, an entry as JSON',
    rare: true,
    address: ({ trace }) => `/traces/${trace}`,
    there: (page) => entries(page).first(),
    opened: [
      {
        what: 'its text',
        reach: async (page) => {
          await entries(page).nth(1).click()
          await page.getByRole('tab').last().click()
          await expect(page.locator('main pre').first()).toBeVisible()
        },
      },
    ],
  },
  { what: 'the map of a trace', address: ({ trace }) => `/traces/${trace}?view=map`, there: application },
  {
    what: 'a trace nobody knows',
    rare: true,
    address: () => '/traces/1-00000000-000000000000000000000001',
    there: (page) => page.locator('main h1, main h2').first(),
  },
  { what: 'users', address: ({ window }) => url('/users', window), there: table },
  {
    what: 'sampling rules',
    address: () => url('/sampling', { request: 'GET https://shop.example.com/orders/17?x=1' }),
    there: (page) => page.getByTestId('verdict'),
    opened: [behind('a new rule', 'sampling.new')],
  },
  {
    what: 'sampling rules on a phone',
    rare: true,
    narrow: true,
    address: () => url('/sampling', { new: '1' }),
    there: (page) => page.getByRole('dialog'),
  },
  { what: 'the doctor', address: () => '/doctor', there: (page) => page.locator('main li').first() },
  { what: 'how to add an app', address: () => '/add', there: (page) => page.locator('main h2').first() },
]
