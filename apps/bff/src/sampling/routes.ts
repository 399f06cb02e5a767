/** Rules with what was counted under them; changes go through the source's own X-Ray API. */
import {
  CreateSamplingRuleCommand,
  DeleteSamplingRuleCommand,
  UpdateSamplingRuleCommand,
  type XRayClient,
} from '@aws-sdk/client-xray'
import type { Body, SamplingReply } from '@roentgen/contract'
import { byPriority } from '@roentgen/sampling'
import { ApiError, toApiError } from '../http/errors.ts'
import { type Context, routes, server } from '../routes/context.ts'
import { makeClient } from '../source/aws/client.ts'
import { type OwnRule, readOwn, setPerMinute } from './per-minute.ts'
import { putBack, unmade } from './put-back.ts'
import { type Count, type ReadRule, readCounts, readRules, wireRule, wireUpdate } from './rules.ts'

/** Long enough to be even, short enough to be now. */
const countedS = 900

type Target = { readonly client: XRayClient; readonly url: string | null; readonly source: string }

export function serveSampling(context: Context): void {
  const serve = server(context)

  async function at<T>(id: string | undefined, work: (target: Target) => Promise<T>): Promise<T> {
    const { spec, source } = context.registry.find(id)
    const url = spec.kind === 'own' ? context.endpoints.xray : spec.kind === 'xray' ? spec.url : null
    if (spec.kind === 'own' && url === null)
      throw new ApiError('NOT_FOUND', 'Sampling rules are kept by the X-Ray service, and none runs beside this source')
    const client = makeClient(spec.kind === 'own' ? { kind: 'xray', url: url ?? '' } : spec)
    try {
      return await work({ client, url, source: source.id })
    } finally {
      client.destroy()
    }
  }

  async function reply({ client, url, source }: Target): Promise<SamplingReply> {
    const to = Math.floor(context.now() / 1000)
    const from = to - countedS
    const [rules, counts, own] = await Promise.all([
      readRules(client),
      // Rules without counts are still worth showing.
      readCounts(client, from).catch((error: unknown) => toApiError(error)),
      readOwn(url),
    ])
    const known: ReadonlyMap<string, Count[]> = counts instanceof Map ? counts : new Map()
    return {
      source,
      window: { from, to },
      rules: [...rules].sort(byPriority).map((rule) => ({
        ...rule,
        perMinute: own?.get(rule.name)?.perMinute ?? null,
        counts: known.get(rule.name) ?? [],
        clients: own?.get(rule.name)?.clients ?? null,
      })),
      countsProblem: counts instanceof Map ? null : counts.message,
      perMinute: own !== null,
    }
  }

  serve(routes.sampling, ({ query }) => at(query.source, reply))

  serve(routes.createSamplingRule, ({ query, body }) =>
    at(query.source, async (target) => {
      const [rules, own] = await Promise.all([readRules(target.client), readOwn(target.url)])
      if (rules.some(({ name }) => name === body.name))
        throw new ApiError('CONFLICT', `There is already a rule named ${body.name}.`)
      checkPerMinute(body.perMinute, own)
      await target.client.send(new CreateSamplingRuleCommand({ SamplingRule: wireRule(body) }))
      if (body.perMinute !== null && target.url !== null)
        await setPerMinute(target.url, body.name, body.perMinute).catch((error: unknown) =>
          unmade(target, body.name, error),
        )
      return reply(target)
    }),
  )

  serve(routes.changeSamplingRule, ({ query, params, body }) =>
    at(query.source, async (target) => {
      const { rule, modified }: Body<'changeSamplingRule'> = body
      const old = await unchanged(target, params.name ?? '', modified)
      const { name } = old
      const own = await readOwn(target.url)
      checkPerMinute(rule.perMinute, own)
      await target.client.send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate: wireUpdate(name, rule) }))
      const perMinute = own?.get(name)?.perMinute ?? null
      if (target.url !== null && own !== null && rule.perMinute !== perMinute)
        await setPerMinute(target.url, name, rule.perMinute).catch((error: unknown) =>
          putBack(target, { ...old, perMinute }, error),
        )
      return reply(target)
    }),
  )

  serve(routes.deleteSamplingRule, ({ query, params, body }) =>
    at(query.source, async (target) => {
      const { name } = await unchanged(target, params.name ?? '', body.modified)
      await target.client.send(new DeleteSamplingRuleCommand({ RuleName: name }))
      return reply(target)
    }),
  )
}

/** The rule as whoever asks has seen it; X-Ray itself lets the last writer win. */
async function unchanged({ client }: Target, name: string, modified: number): Promise<ReadRule> {
  const rule = (await readRules(client)).find((one) => one.name === name)
  if (rule === undefined) throw new ApiError('NOT_FOUND', `There is no rule named ${name} any more`)
  if (rule.modified !== modified)
    throw new ApiError('CONFLICT', `Somebody else has changed ${name} meanwhile; nothing was overwritten.`)
  return rule
}

function checkPerMinute(perMinute: number | null, own: ReadonlyMap<string, OwnRule> | null): void {
  if (perMinute !== null && own === null)
    throw new ApiError('BAD_REQUEST', 'This source knows no reservoir a minute: those of X-Ray are a second’s')
}
