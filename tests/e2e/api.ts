/** The bff's answers, typed by the contract, for what a spec must know before it looks at a page. */

import { type APIRequestContext, expect } from '@playwright/test'
import type { Query, Reply, RouteName } from '@roentgen/contract'
import { routes } from '@roentgen/contract'

export async function ask<N extends RouteName>(
  request: APIRequestContext,
  name: N,
  query: Partial<Query<N>> = {},
  params: Readonly<Record<string, string>> = {},
  /** Another bff than the project's. */
  base = '',
): Promise<Reply<N>> {
  const path = routes[name].path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  )
  const response = await request.get(`${base}${path}?${search}`, { timeout: 60_000 })
  expect(response.status(), `${path}?${search}: ${await response.text()}`).toBe(200)
  return (await response.json()) as Reply<N>
}

/** The first answer that satisfies; asked for again until then. */
export async function until<T>(
  question: () => Promise<T>,
  holds: (answer: T) => boolean,
  message: string,
  timeout = 80_000,
): Promise<T> {
  let last: T | undefined
  await expect
    .poll(
      async () => {
        last = await question()
        return holds(last)
      },
      { message, timeout, intervals: [1000, 2000, 3000] },
    )
    .toBe(true)
  return last as T
}

const shop = () => process.env.ROENTGEN_E2E_SHOP ?? 'http://127.0.0.1:4400'

/** The shop's switches hang on the demo's own bff, whatever source the pages show. */
export async function switchScenario(request: APIRequestContext, id: string, on: boolean): Promise<void> {
  const response = await request.post(`${shop()}/api/scenarios/${id}`, { data: { on } })
  expect(response.status(), await response.text()).toBe(200)
}
