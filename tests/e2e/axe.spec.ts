/**
 * axe over every state of the pages: nothing serious or critical. Each state once, languages and themes taking turns;
 * with ROENTGEN_E2E_AXE=all every state, the rare ones too, in each language, light and dark.
 */
import { expect, type Page, test } from '@playwright/test'
import { ask, switchScenario, until } from './api.ts'
import { expectAccessible } from './axe.ts'
import { pinned } from './pages.ts'
import { type Known, type Place, type Visit, visits } from './states.ts'
import { inLanguage, type Language, languages } from './words.ts'

const themes = ['light', 'dark'] as const
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }
const whole = process.env.ROENTGEN_E2E_AXE === 'all'

async function look(page: Page, what: string, inThemes: readonly (typeof themes)[number][]): Promise<void> {
  for (const colorScheme of inThemes) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    const of = `${what}, ${colorScheme}`
    await expectAccessible(page, { of })
    if (whole) {
      const name = of.replace(/[^\p{L}\d]+/gu, '-')
      await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
    }
  }
}

async function visit(
  page: Page,
  { what, address, narrow, there, opened = [], onlyOpened }: Visit,
  known: Known,
  base: string,
  language: Language,
  next: () => readonly (typeof themes)[number][],
): Promise<void> {
  await page.setViewportSize(narrow ? sizes.narrow : sizes.wide)
  const link = new URL(address(known), base)
  link.searchParams.set('lang', language)
  await page.goto(link.href)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await expect(there(page, inLanguage(language))).toBeVisible({ timeout: 30_000 })
  if (whole || !onlyOpened) await look(page, `${what}, ${language}`, next())
  for (const open of opened) {
    if (open.rare && !whole) continue
    await test.step(open.what, async () => {
      await open.reach(page, inLanguage(language))
      await look(page, `${what}: ${open.what}, ${language}`, next())
      await page.keyboard.press('Escape')
      await expect(page.locator('[role=dialog], [role=menu]')).toHaveCount(0)
    })
  }
}

async function known(request: Parameters<typeof ask>[0]): Promise<Known> {
  const window = pinned()
  const { edges } = await ask(request, 'graph', window)
  const { traces } = await ask(request, 'traces', { from: 'now-3h', filter: 'service() { fault }', limit: 1 })
  return {
    window,
    largeWindow: '',
    edge: edges.find((edge) => edge.kind === 'call')?.id ?? '',
    trace: traces[0]?.id ?? '',
  }
}

if (!whole)
  test('each state once, in one language and theme or the other', async ({ page, request, baseURL }) => {
    test.setTimeout(240_000)
    const facts = await known(request)
    let looked = 0
    const next = () => [themes[looked++ % 2] ?? 'light']
    for (const [i, one] of visits.filter(({ rare }) => !rare).entries())
      await test.step(one.what, () => visit(page, one, facts, baseURL ?? '', languages[i % 3] ?? 'en', next))
  })
else {
  // The shop has trouble while the matrix is looked at, and two more systems run.
  let bases: Record<Exclude<Place, 'own'>, string>
  let facts: Known
  const stops: (() => unknown)[] = []
  test.describe.configure({ retries: 0 })
  test.beforeAll(async ({ playwright }, { project }) => {
    test.setTimeout(300_000)
    const { bffOver } = await import('./bff.ts')
    const { runningSystem } = await import('../../bench/system/running.ts')
    const dead = await bffOver('xray:http://127.0.0.1:9')
    stops.push(dead.stop)
    const large = await runningSystem({ services: 200, calls: 600, rounds: 4 })
    stops.push(large.stop)
    const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' })
    stops.push(() => request.dispose())
    await switchScenario(request, 'bank-down', true)
    stops.push(() => switchScenario(request, 'bank-down', false))
    await until(
      () => ask(request, 'story', { from: 'now-15m', to: 'now' }),
      ({ headline }) => headline.state === 'trouble',
      'a headline that says what is wrong',
    )
    facts = { ...(await known(request)), largeWindow: large.window }
    bases = { dead: dead.web, large: large.web }
  })
  test.afterAll(async () => {
    for (const stop of stops.reverse()) await stop()
  })
  for (const language of languages)
    test(`every state, ${language}, light and dark`, async ({ page, baseURL }) => {
      test.setTimeout(1_200_000)
      for (const one of visits) {
        const base = one.place === undefined || one.place === 'own' ? (baseURL ?? '') : bases[one.place]
        // One that cannot be reached is a failure; the others are looked at all the same.
        const problem = await test
          .step(one.what, () => visit(page, one, facts, base, language, () => themes))
          .catch((error: unknown) => String(error))
        expect.soft(problem, one.what).toBeUndefined()
      }
    })
}
