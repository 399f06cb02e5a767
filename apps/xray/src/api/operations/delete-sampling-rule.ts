import { ruleArn } from '../../control/sampling-rules.ts'
import { operation } from '../operation.ts'
import { wireRule } from '../wire/sampling.ts'

export const deleteSamplingRule = operation(
  'DeleteSamplingRule',
  async (input, { control: { samplingRules, tags }, sampling, nowMs }) => {
    const removed = await samplingRules.remove(input, nowMs())
    sampling.forget(removed.rule.name)
    // Left behind because the store went away, they go when a rule of this name is made again.
    await tags.forget(ruleArn(removed.rule.name)).catch(() => {})
    return { SamplingRuleRecord: wireRule(removed) }
  },
)
