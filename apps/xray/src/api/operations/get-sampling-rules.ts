import { arn } from '../account.ts'
import { operation } from '../operation.ts'

/** A made-up NextToken is ignored, as observed (facts 1.4): all rules fit one page. */
export const getSamplingRules = operation('GetSamplingRules', (_input, { sampling }) => ({
  SamplingRuleRecords: sampling.rules.map((rule) => ({
    CreatedAt: 0,
    ModifiedAt: sampling.modifiedS,
    SamplingRule: {
      RuleName: rule.name,
      RuleARN: arn(`sampling-rule/${rule.name}`),
      ResourceARN: rule.resourceArn,
      Priority: rule.priority,
      FixedRate: rule.fixedRate,
      ReservoirSize: rule.reservoirSize,
      ServiceName: rule.serviceName,
      ServiceType: rule.serviceType,
      Host: rule.host,
      HTTPMethod: rule.httpMethod,
      URLPath: rule.urlPath,
      Version: 1,
      Attributes: rule.attributes,
      SamplingRateBoost: null,
    },
  })),
  NextToken: null,
}))
