import type { RuleChange } from '../../control/sampling-rules.ts'
import { operation } from '../operation.ts'
import { wireRule } from '../wire/sampling.ts'

/** Without SamplingRateBoost the rule has none afterwards (facts 7.1); any other member that is absent stays as it is. */
export const updateSamplingRule = operation(
  'UpdateSamplingRule',
  async ({ SamplingRuleUpdate: given }, { control, nowMs }) => {
    const boost = given.SamplingRateBoost
    const change: RuleChange = {
      ...set('priority', given.Priority),
      ...set('fixedRate', given.FixedRate),
      ...set('reservoirSize', given.ReservoirSize),
      ...set('serviceName', given.ServiceName),
      ...set('serviceType', given.ServiceType),
      ...set('host', given.Host),
      ...set('httpMethod', given.HTTPMethod),
      ...set('urlPath', given.URLPath),
      ...set('resourceArn', given.ResourceARN),
      ...set('attributes', given.Attributes),
      boost: boost === null ? null : { maxRate: boost.MaxRate, cooldownMinutes: boost.CooldownWindowMinutes },
    }
    return { SamplingRuleRecord: wireRule(await control.samplingRules.update(given, change, nowMs())) }
  },
)

const set = <K extends string, V>(key: K, value: V | null): { [Key in K]?: V } =>
  // The one member that a computed key makes is the one that the type names.
  (value === null ? {} : { [key]: value }) as { [Key in K]?: V }
