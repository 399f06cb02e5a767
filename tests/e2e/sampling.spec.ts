import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { noSidewaysScroll, tabTo, url } from './pages.ts'

/** The same service stands behind both projects, and a run that was cut short may have left its rule there. */
const ruleName = (project: string) => `e2e ${project}`
const path = (project: string) => `/e2e-${project}/*`

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
const editor = (page: Page) => page.getByRole('dialog')
const dialogTitle = (page: Page, name: string) => editor(page).getByRole('heading', { name })

async function removeRule(request: APIRequestContext, name: string): Promise<void> {
  const rule = (await ask(request, 'sampling')).rules.find((one) => one.name === name)
  if (!rule) return
  const reply = await request.post(`/api/sampling/rules/${encodeURIComponent(name)}/delete`, {
    data: { modified: rule.modified },
  })
  expect(reply.status(), await reply.text()).toBe(200)
}

/** As an SDK would every ten seconds. */
async function reportAs(request: APIRequestContext, RuleName: string, RequestCount: number): Promise<void> {
  const reply = await request.post(`${process.env.ROENTGEN_E2E_XRAY}/SamplingTargets`, {
    data: {
      SamplingStatisticsDocuments: [
        {
          RuleName,
          ClientID: 'e2e0'.repeat(6),
          Timestamp: Date.now() / 1000,
          RequestCount,
          SampledCount: RequestCount / 2,
          BorrowCount: 1,
        },
      ],
    },
  })
  expect(reply.status(), await reply.text()).toBe(200)
}

test.beforeEach(({ request }, { project }) => removeRule(request, ruleName(project.name)))
test.afterEach(({ request }, { project }) => removeRule(request, ruleName(project.name)))

test('a rule is created, counted, tried, and not overwritten', async ({ page, request }, testInfo) => {
  const name = ruleName(testInfo.project.name)
  await page.goto('/sampling')
  await expect(card(page, 'Default')).toContainText('All requests.')

  await test.step('what is wrong is said at the field', async () => {
    await tabTo(page, page.getByRole('button', { name: 'New rule' }))
    await page.keyboard.press('Enter')
    await expect(editor(page).getByLabel('Name', { exact: true })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(editor(page).getByText('A rule needs a name.')).toBeVisible()
    await editor(page).getByLabel('Name', { exact: true }).fill('Default')
    await expect(editor(page).getByText('There is already a rule named Default.')).toBeVisible()
    await editor(page).getByLabel('Rate after the reservoir, in percent').fill('150')
    await expect(editor(page).getByText('A number from 0 to 100.')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('it is created', async () => {
    await editor(page).getByLabel('Name', { exact: true }).fill(name)
    await editor(page).getByLabel('Priority (1 to 9999, lower first)').fill('7')
    await editor(page).getByLabel('Traces, of all clients together').fill('10')
    await editor(page).getByLabel('Rate after the reservoir, in percent').fill('50')
    await editor(page).getByLabel('Method').fill('POST')
    await editor(page).getByLabel('Path').fill(path(testInfo.project.name))
    await page.keyboard.press('Enter')
    await expect(editor(page)).toBeHidden()
    await expect(page.getByText(`${name} is saved.`)).toBeVisible()
    await expect(card(page, name)).toContainText(`POST requests to ${path(testInfo.project.name)}.`)
    await expect(card(page, name)).toContainText('The first 10 a second, then 50 % of the rest.')
  })

  await test.step('what clients report appears by itself', async () => {
    await reportAs(request, name, 1200)
    await expect(card(page, name).locator('dl')).toContainText('1,200')
    // A minute's worth: ten seconds of 120 a second take 100 from the reservoir and half of the other 1100.
    await expect(card(page, name).locator('dl')).toContainText('about 650')
  })

  await test.step('a pasted request falls under it', async () => {
    const target = path(testInfo.project.name).replace('*', '17')
    await page.getByLabel('Request', { exact: true }).fill(`POST https://shop.example.com${target}`)
    await expect(page.getByTestId('verdict')).toContainText(`${name} decides.`)
    await expect(page.getByTestId('verdict')).toContainText('its chance is about 54 %')
    await page.getByLabel('Request', { exact: true }).fill(`curl https://shop.example.com${target}`)
    await expect(page.getByTestId('verdict')).toContainText('Default decides.')
    await expect(page.getByText(`${name}: The method is GET, not POST.`)).toBeVisible()
    await expect(page).toHaveURL(/[?&]request=curl/)
    await testInfo.attach('sampling', { body: await page.screenshot(), contentType: 'image/png' })
  })

  await test.step('a change says what it would make, and is not overwritten', async () => {
    await page.getByRole('button', { name: `Change ${name}` }).click()
    await expect(dialogTitle(page, `Change the rule ${name}`)).toBeVisible()
    await editor(page).getByLabel('Rate after the reservoir, in percent').fill('0')
    // Seconds have passed since the report: figures a minute shrink with them.
    await expect(editor(page).getByText(/At today’s traffic: about [\d.]+ a minute, now about [\d.]+\./)).toBeVisible()

    const rule = (await ask(request, 'sampling')).rules.find((one) => one.name === name)
    if (!rule) throw new Error('the rule is gone')
    const { modified, counts: _, clients: __, name: ___, ...present } = rule
    // The stamp of a change is a whole second.
    await page.waitForTimeout(1100)
    const other = await request.post(`/api/sampling/rules/${encodeURIComponent(name)}`, {
      data: { rule: { ...present, fixedRate: 0.25 }, modified },
    })
    expect(other.status(), await other.text()).toBe(200)
    await editor(page).getByRole('button', { name: 'Save' }).click()
    await expect(editor(page).getByText(`Somebody else has changed ${name} meanwhile`)).toBeVisible()
  })
})

test('of Default only two figures can be changed', async ({ page }) => {
  await page.goto(url('/sampling', { rule: 'Default' }))
  await expect(editor(page)).toContainText('Only its reservoir and its rate can be changed.')
  await expect(editor(page).getByLabel('Path')).toBeHidden()
  await expect(editor(page).getByRole('button', { name: 'Delete the rule' })).toBeHidden()
})

test('rules may be read and not changed', async ({ page }) => {
  const denied = { error: { code: 'NOT_PERMITTED', message: 'no xray:CreateSamplingRule for you' } }
  await page.route('**/api/sampling/rules*', (route) => route.fulfill({ status: 403, json: denied }))
  await page.goto(url('/sampling', { new: '1' }))
  await editor(page).getByLabel('Name', { exact: true }).fill('anything')
  await editor(page).getByRole('button', { name: 'Create the rule' }).click()
  await expect(editor(page).getByRole('alert')).toContainText('AWS does not permit this')
  await editor(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('note')).toContainText('can be read here, and not changed: no xray:CreateSamplingRule')
})

test('rules that cannot be read are said to be so', async ({ page }) => {
  const denied = { error: { code: 'NOT_PERMITTED', message: 'no xray:GetSamplingRules for you' } }
  await page.route('**/api/sampling', (route) => route.fulfill({ status: 403, json: denied }))
  await page.goto('/sampling')
  await expect(page.getByRole('alert')).toContainText('no xray:GetSamplingRules for you')
  await expect(page.getByRole('button', { name: 'New rule' })).toBeHidden()
})

test('pages from elsewhere change nothing', async ({ request }) => {
  const reply = await request.post('/api/sampling/rules', {
    headers: { origin: 'https://evil.example' },
    data: { name: 'evil' },
  })
  expect(reply.status()).toBe(403)
})

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  test(`the page and its editor fit, ${width} px`, async ({ page }, testInfo) => {
    test.skip(testInfo.project.name !== 'own', 'the page is the same over any source')
    await page.setViewportSize({ width, height })
    await page.goto(url('/sampling', { request: 'GET https://shop.example.com/orders/17?x=1' }))
    await expect(page.getByTestId('verdict')).toContainText('decides.')
    expect(await noSidewaysScroll(page)).toBe(true)
    await testInfo.attach(`sampling-${width}`, { body: await page.screenshot(), contentType: 'image/png' })
    await page.getByRole('button', { name: 'New rule' }).click()
    await expect(dialogTitle(page, 'New sampling rule')).toBeVisible()
    expect(await noSidewaysScroll(page)).toBe(true)
  })
