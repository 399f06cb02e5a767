import { type RuleRecord, ruleArn } from '../../control/sampling-rules.ts'

/** As X-Ray prints it. A reservoir a minute is not X-Ray's: there the reservoir is 0. */
export const wireRule = ({ rule, createdS, modifiedS }: RuleRecord) => ({
  CreatedAt: createdS,
  ModifiedAt: modifiedS,
  SamplingRule: {
    RuleName: rule.name,
    RuleARN: ruleArn(rule.name),
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
    SamplingRateBoost:
      rule.boost === null ? null : { MaxRate: rule.boost.maxRate, CooldownWindowMinutes: rule.boost.cooldownMinutes },
  },
})
