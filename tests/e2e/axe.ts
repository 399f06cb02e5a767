import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Nothing serious or critical; what is found is said with the element it is about. */
export async function expectAccessible(
  page: Page,
  options: { readonly except?: readonly string[] } = {},
): Promise<void> {
  const builder = new AxeBuilder({ page })
  if (options.except) builder.disableRules([...options.except])
  const { violations } = await builder.analyze()
  const bad = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html.slice(0, 200)).join('\n    ')}`)
  expect(bad).toEqual([])
}
