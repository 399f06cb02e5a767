/** The editor's fields as text, and the rule they make, or what is wrong with them, field by field. */
import type { SamplingRuleShape } from '@roentgen/contract'
import { t } from '../../messages/index.ts'

export type ReservoirKind = 'second' | 'minute' | 'none'

export type Form = {
  readonly name: string
  readonly priority: string
  readonly reservoirKind: ReservoirKind
  readonly reservoir: string
  /** Percent. */
  readonly rate: string
  readonly serviceName: string
  readonly serviceType: string
  readonly host: string
  readonly httpMethod: string
  readonly urlPath: string
  readonly resourceArn: string
  /** One `Header: pattern` a line. */
  readonly attributes: string
  readonly boost: boolean
  /** Percent. */
  readonly maxRate: string
  readonly cooldown: string
}

export type Field = keyof Form
export type Problems = { readonly [F in Field]?: string }
export type Read =
  | { readonly ok: true; readonly rule: SamplingRuleShape }
  | { readonly ok: false; readonly problems: Problems }

export const emptyForm: Form = {
  name: '',
  priority: '1000',
  reservoirKind: 'second',
  reservoir: '1',
  rate: '5',
  serviceName: '*',
  serviceType: '*',
  host: '*',
  httpMethod: '*',
  urlPath: '*',
  resourceArn: '*',
  attributes: '',
  boost: false,
  maxRate: '20',
  cooldown: '10',
}

/** 7 % is 7.000000000000001 in a float's hands. */
const percentText = (share: number): string => String(Number((share * 100).toFixed(6)))

export const formOf = (rule: SamplingRuleShape): Form => ({
  name: rule.name,
  priority: String(rule.priority),
  reservoirKind: rule.perMinute !== null ? 'minute' : rule.reservoirSize > 0 ? 'second' : 'none',
  reservoir: String(rule.perMinute ?? rule.reservoirSize),
  rate: percentText(rule.fixedRate),
  serviceName: rule.serviceName,
  serviceType: rule.serviceType,
  host: rule.host,
  httpMethod: rule.httpMethod,
  urlPath: rule.urlPath,
  resourceArn: rule.resourceArn,
  attributes: Object.entries(rule.attributes)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n'),
  boost: rule.boost !== null,
  maxRate: percentText(rule.boost?.maxRate ?? 0.2),
  cooldown: String(rule.boost?.cooldownMinutes ?? 10),
})

const longest = {
  name: 32,
  serviceName: 64,
  serviceType: 64,
  host: 64,
  httpMethod: 10,
  urlPath: 128,
  resourceArn: 500,
} as const
const mostReservoir = 2_147_483_647

/** `taken`: names that other rules have. */
export function readForm(form: Form, isDefault: boolean, taken: readonly string[]): Read {
  const problems: { -readonly [F in Field]?: string } = {}
  const whole = (field: 'priority' | 'reservoir' | 'cooldown', least: number, most: number): number => {
    const value = Number(form[field].trim())
    if (form[field].trim() === '' || !Number.isInteger(value) || value < least || value > most)
      problems[field] = t('sampling.problem.whole', { least, most })
    return value
  }
  const share = (field: 'rate' | 'maxRate'): number => {
    const text = form[field].trim().replace(/\s*%$/, '').replace(',', '.')
    const value = Number(text)
    if (text === '' || !(value >= 0 && value <= 100)) problems[field] = t('sampling.problem.percent')
    return Number((value / 100).toFixed(8))
  }
  const text = (field: keyof typeof longest): string => {
    const value = form[field].trim()
    if (value === '') problems[field] = t(field === 'name' ? 'sampling.problem.name' : 'sampling.problem.pattern')
    else if (value.length > longest[field]) problems[field] = t('sampling.problem.long', { most: longest[field] })
    return value
  }
  const name = text('name')
  if (taken.includes(name)) problems.name = t('sampling.problem.taken', { name })
  const amount =
    form.reservoirKind === 'none' ? 0 : whole('reservoir', form.reservoirKind === 'minute' ? 1 : 0, mostReservoir)
  const rule: SamplingRuleShape = {
    name,
    priority: isDefault ? 10_000 : whole('priority', 1, 9999),
    reservoirSize: form.reservoirKind === 'second' ? amount : 0,
    perMinute: form.reservoirKind === 'minute' ? amount : null,
    fixedRate: share('rate'),
    serviceName: text('serviceName'),
    serviceType: text('serviceType'),
    host: text('host'),
    httpMethod: text('httpMethod'),
    urlPath: text('urlPath'),
    resourceArn: text('resourceArn'),
    attributes: readAttributes(form.attributes, problems),
    boost: form.boost ? { maxRate: share('maxRate'), cooldownMinutes: whole('cooldown', 0, 100_000) } : null,
  }
  return Object.keys(problems).length === 0 ? { ok: true, rule } : { ok: false, problems }
}

function readAttributes(text: string, problems: { attributes?: string }): Record<string, string> {
  const read: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const colon = line.indexOf(':')
    const key = line.slice(0, colon).trim()
    const value = line.slice(colon + 1).trim()
    if (colon <= 0 || key === '' || value === '' || key.length > 32 || value.length > 32)
      problems.attributes = t('sampling.problem.attribute', { line: line.trim() })
    else read[key] = value
  }
  if (Object.keys(read).length > 5) problems.attributes = t('sampling.problem.attributes')
  return read
}
