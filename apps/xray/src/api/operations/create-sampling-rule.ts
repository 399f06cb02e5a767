import { ruleArn } from '../../control/sampling-rules.ts'
import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { wireRule } from '../wire/sampling.ts'

export const createSamplingRule = operation(
  'CreateSamplingRule',
  async ({ SamplingRule: given, Tags }, { control: { samplingRules, tags }, nowMs }) => {
    const name = given.RuleName
    if (name === null) throw invalidRequest('RuleName must be given')
    if (given.RuleARN !== null) throw invalidRequest('RuleARN can not be given: it follows from the name')
    if (given.Version !== 1) throw invalidRequest('Version must be 1')
    const boost = given.SamplingRateBoost
    const arn = ruleArn(name)
    const create = () =>
      samplingRules.create(
        {
          name,
          priority: given.Priority,
          fixedRate: given.FixedRate,
          reservoirSize: given.ReservoirSize,
          serviceName: given.ServiceName,
          serviceType: given.ServiceType,
          host: given.Host,
          httpMethod: given.HTTPMethod,
          urlPath: given.URLPath,
          resourceArn: given.ResourceARN,
          attributes: given.Attributes ?? {},
          boost: boost === null ? null : { maxRate: boost.MaxRate, cooldownMinutes: boost.CooldownWindowMinutes },
        },
        nowMs(),
      )
    // A rule that stands keeps its tags: `create` says that it exists.
    if (await samplingRules.exists(arn)) return { SamplingRuleRecord: wireRule(await create()) }
    // What an earlier rule of this name left behind goes first.
    await tags.forget(arn)
    await tags.prepare(arn, Tags ?? [])
    try {
      return { SamplingRuleRecord: wireRule(await create()) }
    } catch (error) {
      if (!(await samplingRules.exists(arn))) await tags.forget(arn).catch(() => {})
      throw error
    }
  },
)
