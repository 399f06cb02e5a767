import { operation } from '../operation.ts'
import { wireRule } from '../wire/sampling.ts'

/** A made-up NextToken is ignored, as observed (facts 1.4): all rules fit one page. */
export const getSamplingRules = operation('GetSamplingRules', async (_input, { control }) => ({
  SamplingRuleRecords: (await control.samplingRules.all()).map(wireRule),
  NextToken: null,
}))
