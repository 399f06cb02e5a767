/** Rules and statistics from the wire and back. */
import {
  paginateGetSamplingRules,
  paginateGetSamplingStatisticSummaries,
  type SamplingRuleUpdate,
  type SamplingRule as WireRule,
  type XRayClient,
} from '@aws-sdk/client-xray'
import type { SamplingRuleShape } from '@roentgen/contract'
import { defaultRule } from '@roentgen/sampling'

export type ReadRule = Omit<SamplingRuleShape, 'perMinute'> & { readonly modified: number }
export type Count = [startS: number, requests: number, sampled: number, borrowed: number]

const secondsOf = (date: Date | undefined): number => (date?.getTime() ?? 0) / 1000

export async function readRules(client: XRayClient): Promise<ReadRule[]> {
  const rules: ReadRule[] = []
  for await (const page of paginateGetSamplingRules({ client }, {}))
    for (const { SamplingRule, ModifiedAt } of page.SamplingRuleRecords ?? [])
      if (SamplingRule !== undefined) rules.push({ ...ruleOf(SamplingRule), modified: secondsOf(ModifiedAt) })
  return rules
}

function ruleOf(rule: WireRule): Omit<SamplingRuleShape, 'perMinute'> {
  const boost = rule.SamplingRateBoost
  return {
    name: rule.RuleName ?? '',
    priority: rule.Priority ?? defaultRule.priority,
    fixedRate: rule.FixedRate ?? 0,
    reservoirSize: rule.ReservoirSize ?? 0,
    serviceName: rule.ServiceName || '*',
    serviceType: rule.ServiceType || '*',
    host: rule.Host || '*',
    httpMethod: rule.HTTPMethod || '*',
    urlPath: rule.URLPath || '*',
    resourceArn: rule.ResourceARN || '*',
    attributes: rule.Attributes ?? {},
    boost: boost ? { maxRate: boost.MaxRate ?? 0, cooldownMinutes: boost.CooldownWindowMinutes ?? 0 } : null,
  }
}

/** Twenty-six rules fill a page in six minutes: a quarter of an hour is three. More than so many say nothing newer. */
const mostPages = 10

export async function readCounts(client: XRayClient, fromS: number): Promise<Map<string, Count[]>> {
  const counts = new Map<string, Count[]>()
  let pages = 0
  for await (const page of paginateGetSamplingStatisticSummaries({ client }, {})) {
    let recent = 0
    for (const one of page.SamplingStatisticSummaries ?? []) {
      const startS = secondsOf(one.Timestamp)
      if (one.RuleName === undefined || startS < fromS) continue
      recent += 1
      const ofRule = counts.get(one.RuleName) ?? []
      counts.set(one.RuleName, ofRule)
      ofRule.push([startS, one.RequestCount ?? 0, one.SampledCount ?? 0, one.BorrowCount ?? 0])
    }
    pages += 1
    if (pages >= mostPages || (recent === 0 && pages > 1)) break
  }
  for (const ofRule of counts.values()) ofRule.sort((a, b) => a[0] - b[0])
  return counts
}

type Given = Omit<SamplingRuleShape, 'name'>

const boostOf = ({ boost }: Given) =>
  boost === null ? {} : { SamplingRateBoost: { MaxRate: boost.maxRate, CooldownWindowMinutes: boost.cooldownMinutes } }

/** A reservoir a minute is a reservoir of 0 to X-Ray. */
const reservoirOf = ({ perMinute, reservoirSize }: Given): number => (perMinute === null ? reservoirSize : 0)

const patternsOf = (rule: Given) => ({
  Priority: rule.priority,
  ServiceName: rule.serviceName,
  ServiceType: rule.serviceType,
  Host: rule.host,
  HTTPMethod: rule.httpMethod,
  URLPath: rule.urlPath,
  ResourceARN: rule.resourceArn,
  Attributes: rule.attributes,
  ...boostOf(rule),
})

export const wireRule = (rule: SamplingRuleShape): WireRule => ({
  RuleName: rule.name,
  Version: 1,
  FixedRate: rule.fixedRate,
  ReservoirSize: reservoirOf(rule),
  ...patternsOf(rule),
})

/** Of Default only the two that can be changed. */
export const wireUpdate = (name: string, rule: Given): SamplingRuleUpdate => ({
  RuleName: name,
  FixedRate: rule.fixedRate,
  ReservoirSize: reservoirOf(rule),
  ...(name === defaultRule.name ? {} : patternsOf(rule)),
})
