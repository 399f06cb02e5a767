/** Rules and reasons as sentences. */
import type { SamplingRuleShape } from '@roentgen/contract'
import type { Mismatch } from '@roentgen/sampling'
import { percent } from '../../format.ts'
import { t } from '../../messages/index.ts'

const isAny = (pattern: string): boolean => /^\*+$/.test(pattern)

/** `POST requests to /orders/*, host api.example.com`; all of them when nothing is asked for. */
export function matchWords(rule: SamplingRuleShape): string {
  const parts = [
    ...(isAny(rule.serviceName) ? [] : [t('sampling.match.service', { pattern: rule.serviceName })]),
    ...(isAny(rule.serviceType) ? [] : [t('sampling.match.type', { pattern: rule.serviceType })]),
    ...(isAny(rule.host) ? [] : [t('sampling.match.host', { pattern: rule.host })]),
    ...(isAny(rule.resourceArn) ? [] : [t('sampling.match.resource', { pattern: rule.resourceArn })]),
    ...Object.entries(rule.attributes).map(([key, pattern]) => t('sampling.match.attribute', { key, pattern })),
  ]
  const what = t('sampling.match.requests', {
    method: isAny(rule.httpMethod) ? 'any' : rule.httpMethod,
    path: isAny(rule.urlPath) ? 'any' : rule.urlPath,
  })
  return [what, ...parts].join(', ')
}

/** `The first 10 a second, then 5 % of the rest.` */
export function takesWords(rule: Pick<SamplingRuleShape, 'reservoirSize' | 'perMinute' | 'fixedRate'>): string {
  const rate = rule.fixedRate === 0 ? 'none' : percent(rule.fixedRate)
  if (rule.perMinute !== null) return t('sampling.takes.minute', { size: rule.perMinute, rate })
  if (rule.reservoirSize > 0) return t('sampling.takes.second', { size: rule.reservoirSize, rate })
  return rule.fixedRate === 0 ? t('sampling.takes.nothing') : t('sampling.takes.rate', { rate })
}

export function reasonWords(because: Mismatch): string {
  switch (because.kind) {
    case 'field':
      return t(`sampling.reason.${because.field}`, { pattern: because.pattern, given: because.given })
    case 'resource':
      return because.given === null
        ? t('sampling.reason.resource.sdk', { pattern: because.pattern })
        : t('sampling.reason.resource', { pattern: because.pattern, given: because.given })
    case 'attribute':
      return because.given === null
        ? t('sampling.reason.attribute.none', { key: because.key })
        : t('sampling.reason.attribute', { key: because.key, pattern: because.pattern, given: because.given })
  }
}
