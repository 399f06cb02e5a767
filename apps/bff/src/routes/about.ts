/** Sources, and the sample shop's scenarios. */
import { shapes } from '@roentgen/contract'
import { z } from 'zod'
import { ApiError } from '../http/errors.ts'
import { type Context, routes, server } from './context.ts'

const scenarioList = z.union([shapes.scenariosReply, shapes.scenariosReply.shape.scenarios])

async function askShop(shopUrl: string | null, path: string, body?: { on: boolean }) {
  if (!shopUrl) throw new ApiError('NOT_FOUND', 'The sample shop does not run here; start it with the demo command')
  const reply = await fetch(new URL(path, shopUrl), {
    method: body ? 'POST' : 'GET',
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new ApiError('UPSTREAM', 'The sample shop does not answer', { cause })
  })
  if (reply.status === 404) throw new ApiError('NOT_FOUND', 'The sample shop has no such scenario')
  if (!reply.ok) throw new ApiError('UPSTREAM', `The sample shop answered ${reply.status}`)
  return reply
}

async function scenarios(shopUrl: string | null) {
  const parsed = scenarioList.safeParse(await (await askShop(shopUrl, '/scenarios')).json())
  if (!parsed.success) throw new ApiError('UPSTREAM', 'The sample shop answered something else than its scenarios')
  return Array.isArray(parsed.data) ? { scenarios: parsed.data } : parsed.data
}

export function serveAbout(context: Context): void {
  const serve = server(context)
  serve(routes.sources, () => ({
    sources: context.registry.all.map(({ source }) => ({ id: source.id, kind: source.kind, label: source.label })),
    current: context.registry.current.source.id,
    version: context.version,
    endpoints: context.endpoints,
    shop: context.shopUrl !== null,
    sampleHistory: context.sampleHistory,
  }))

  serve(routes.groups, async ({ query }) => {
    const groups = await context.registry.find(query.source).source.groups()
    return {
      groups: groups.map(({ name, arn, filter, insights }) => ({ name, arn, filter: filter?.text ?? null, insights })),
    }
  })

  serve(routes.scenarios, () => (context.shopUrl ? scenarios(context.shopUrl) : { scenarios: [] }))

  serve(routes.switchScenario, async ({ params, body }) => {
    await askShop(context.shopUrl, `/scenarios/${encodeURIComponent(params.id ?? '')}`, body as { on: boolean })
    return scenarios(context.shopUrl)
  })
}
