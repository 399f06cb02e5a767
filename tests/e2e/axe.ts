import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Nothing serious or critical; what is found is said with the element it is about. */
export async function expectAccessible(
  page: Page,
  options: { readonly except?: readonly string[]; readonly of?: string } = {},
): Promise<void> {
  // No page has a frame of another origin, and nobody reads what passed: a run without both takes a third of the time.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  if (options.except) builder.disableRules([...options.except])
  const { violations } = await builder.analyze()
  const bad = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html.slice(0, 200)).join('\n    ')}`)
  if (options.of === undefined) expect(bad).toEqual([])
  // One of many states: the others are looked at all the same.
  else expect.soft(bad, options.of).toEqual([])
}
