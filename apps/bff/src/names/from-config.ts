/** `services` and `external` of roentgen.yaml: who is who, and which hosts outside are one crowd. All problems are listed with their place. */
import {
  contactOf,
  type ExternalRule,
  type LabelMember,
  type LabelRules,
  labelMembers,
  mostCharacters,
  type ServiceMatch,
} from '@roentgen/contract'

export type LockedRule = LabelRules['locked'][number]

/** In the file the friendly name is `label`: `name` is the technical one in the rest of it. */
const keys: readonly (readonly [key: string, member: LabelMember])[] = labelMembers.map((member) => [
  member === 'name' ? 'label' : member,
  member,
])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function listOf(value: unknown, name: string, problems: string[]): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  problems.push(`${name}: expected a list`)
  return []
}

function unknownKeys(entry: Record<string, unknown>, known: readonly string[], at: string, problems: string[]): void {
  for (const key of Object.keys(entry)) {
    if (!known.includes(key)) problems.push(`${at}: unknown key "${key}" (known: ${known.join(', ')})`)
  }
}

/** YAML reads an account's twelve digits as a number, and cuts a leading zero off. */
function asText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value).padStart(12, '0')
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

export function parseServices(services: unknown, problems: string[]): LockedRule[] {
  const rules: LockedRule[] = []
  const seen = new Map<string, number>()
  listOf(services, 'services', problems).forEach((entry, index) => {
    const at = `services[${index}]`
    const rule = isRecord(entry) ? parseService(entry, at, problems) : null
    if (!isRecord(entry)) problems.push(`${at}: expected a mapping with "match" and at least one of ${list}`)
    if (!rule) return
    const { name, type, account } = rule.match
    const id = JSON.stringify([name.toLowerCase(), type, account])
    const earlier = seen.get(id)
    if (earlier !== undefined) problems.push(`${at}: services[${earlier}] is about the same nodes; say all of it there`)
    else seen.set(id, index)
    rules.push(rule)
  })
  return rules
}

const list = keys.map(([key]) => `"${key}"`).join(', ')

function parseService(entry: Record<string, unknown>, at: string, problems: string[]): LockedRule | null {
  const before = problems.length
  unknownKeys(entry, ['match', 'type', 'account', ...keys.map(([key]) => key)], at, problems)
  const { match, type, account } = entry
  if (typeof match !== 'string' || match.trim() === '') {
    problems.push(
      `${at}.match: expected the name of a node on the map; * and ? stand for anything and for one character`,
    )
  }
  if (type !== undefined && asText(type) === null) {
    problems.push(`${at}.type: expected a node type such as "AWS::ECS::Container"`)
  }
  if (account !== undefined && asText(account) === null) {
    problems.push(`${at}.account: expected the twelve digits of an account`)
  }
  const label: LockedRule['label'] = { name: null, owner: null, team: null, domain: null, contact: null }
  for (const [key, member] of keys) {
    const problem = readMember(entry[key], member, (text) => {
      label[member] = text
    })
    if (problem !== null) problems.push(`${at}.${key}: ${problem}`)
  }
  if (problems.length === before && labelMembers.every((member) => label[member] === null)) {
    problems.push(`${at}: says nothing of "${String(match)}"; expected at least one of ${list}`)
  }
  if (problems.length > before || typeof match !== 'string') return null
  const of: ServiceMatch = { name: match.trim(), type: asText(type), account: asText(account) }
  return { match: of, label }
}

/** Null, or what is wrong with it. */
function readMember(value: unknown, member: LabelMember, take: (text: string) => void): string | null {
  if (value === undefined || value === null) return null
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '') return 'expected a text'
  const most = mostCharacters[member]
  if (text.length > most) return `at most ${most} characters`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001f\u007f]/.test(text) || /[\ud800-\udfff]/u.test(text)) return 'expected one line of plain text'
  const taken = member === 'contact' ? contactOf(text) : text
  if (taken === null) return 'expected a web address (https://…) or a mail address'
  take(taken)
  return null
}

export function parseExternal(external: unknown, problems: string[]): ExternalRule[] {
  const rules: ExternalRule[] = []
  const seen = new Map<string, number>()
  listOf(external, 'external', problems).forEach((entry, index) => {
    const at = `external[${index}]`
    if (!isRecord(entry)) {
      problems.push(`${at}: expected a mapping with "match" and "name"`)
      return
    }
    const before = problems.length
    unknownKeys(entry, ['match', 'name'], at, problems)
    const match = typeof entry.match === 'string' ? entry.match.trim() : ''
    if (match === '')
      problems.push(`${at}.match: expected a host name; * and ? stand for anything and for one character`)
    let name = ''
    const problem = readMember(entry.name ?? '', 'name', (text) => {
      name = text
    })
    if (problem !== null) problems.push(`${at}.name: ${problem}`)
    const earlier = seen.get(match.toLowerCase())
    if (match !== '' && earlier !== undefined) problems.push(`${at}.match: "${match}" is external[${earlier}] already`)
    seen.set(match.toLowerCase(), earlier ?? index)
    if (problems.length === before) rules.push({ match, name })
  })
  return rules
}
