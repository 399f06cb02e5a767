import { describe, expect, it } from 'vitest'
import { format, type GroupLookup, groupsIn, parse, spliceGroups } from './index.ts'

const groups: Record<string, string> = {
  slow: 'responsetime > 3',
  failing: 'fault OR error',
  both: 'group.name = "slow" AND group.name = "failing"',
  Default: '',
  broken: 'fault AND',
  a: 'ok OR group.name = "b"',
  b: '!group.arn = "arn:a"',
  self: 'group.name = "self"',
  unknown: 'group.name = "nobody"',
}

const lookup: GroupLookup = ({ by, value }) => {
  const id = by === 'name' ? value : value.replace(/^arn:/, '')
  const expression = groups[id]
  return expression === undefined ? null : { id, expression }
}

function spliced(text: string) {
  const parsed = parse(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return spliceGroups(parsed.expression, lookup)
}

describe('spliceGroups', () => {
  it.each([
    ['ok', 'ok'],
    ['', ''],
    ['group.name = "slow" AND user = "alice"', 'responsetime > 3 AND user = "alice"'],
    ['group.arn = "arn:slow"', 'responsetime > 3'],
    ['group.name != "slow"', '!responsetime > 3'],
    ['ok AND group.name = "failing"', 'ok AND (fault OR error)'],
    ['ok OR group.name = "failing"', 'ok OR fault OR error'],
    ['!group.name = "both"', '!(responsetime > 3 AND (fault OR error))'],
    // everything, and nothing
    ['group.name = "Default"', ''],
    ['group.name = "Default" AND ok', 'ok'],
    ['group.name = "Default" OR ok', ''],
    ['group.name != "Default" OR ok', 'ok'],
    ['group.name != "Default"', 'ok AND !ok'],
    ['group.name != "Default" AND ok', 'ok AND !ok'],
  ])('%s: %s', (text, expected) => {
    const result = spliced(text)
    expect(result.ok ? format(result.expression.tree) : result.error).toBe(expected)
  })

  it.each([
    ['ok AND group.name = "nobody"', 'There is no group "nobody".', 7, 28],
    ['group.name = "self"', 'refers to itself', 0, 19],
    ['ok AND group.name = "a"', 'The group "arn:a" refers to itself', 7, 23],
    ['group.arn = "arn:broken"', 'cannot be read: The expression stops', 0, 24],
    ['group.name = "unknown" OR ok', 'There is no group "nobody".', 0, 22],
  ])('%s: %s', (text, message, start, end) => {
    const result = spliced(text)
    expect(result.ok).toBe(false)
    if (result.ok) return
    expect(result.error.message).toContain(message)
    expect(result.error.at).toEqual({ start, end })
  })

  it('ends for groups that multiply', () => {
    const multiplying: GroupLookup = ({ value }) => {
      const n = Number(value)
      const next = `group.name = "${n - 1}"`
      return { id: value, expression: n === 0 ? 'ok' : `${next} OR !(${next} AND ${next}) AND fault` }
    }
    const parsed = parse('group.name = "24"')
    const result = parsed.ok ? spliceGroups(parsed.expression, multiplying) : parsed
    expect(result.ok || result.error.message).toContain('too much at once')
  })

  it.each([
    ['!!ok', 'ok'],
    ['!!!group.name = "slow"', '!responsetime > 3'],
    ['!group.name != "slow"', 'responsetime > 3'],
    ['group.name != "quick"', 'responsetime > 3'],
  ])('what is negated twice is not: %s', (text, expected) => {
    const parsed = parse(text)
    const quick: GroupLookup = (reference) =>
      reference.value === 'quick' ? { id: 'quick', expression: '!group.name = "slow"' } : lookup(reference)
    const result = parsed.ok ? spliceGroups(parsed.expression, quick) : parsed
    expect(result.ok ? format(result.expression.tree) : result.error).toBe(expected)
  })

  /** Groups named after numbers, each within the one above it. */
  const nested = (top: number, expression: (below: string) => string) => {
    const parsed = parse(`ok AND group.name = "${top}"`)
    if (!parsed.ok) throw new Error(parsed.error.message)
    return spliceGroups(parsed.expression, ({ value }) => ({
      id: value,
      expression: value === '0' ? 'ok' : expression(`group.name = "${Number(value) - 1}"`),
    }))
  }

  it.each([
    ['that are negated very many times', 10, (below: string) => `${'!'.repeat(101)}${below}`],
    ['each of which nests', 2, (below: string) => `${'!(ok AND '.repeat(40)}${below}${')'.repeat(40)}`],
  ])('takes groups within groups %s', (_, top, expression) => {
    expect(nested(top, expression).ok).toBe(true)
  })

  it.each([
    [10, (below: string) => `${'!(ok AND '.repeat(40)}${below}${')'.repeat(40)}`],
    [100_000, (below: string) => `!(${below})`],
    [100_000, (below: string) => `fault AND (ok OR ${below})`],
  ])('is at an end where %i groups within groups nest too deep', (top, expression) => {
    const result = nested(top, expression)
    expect(result).toMatchObject({ ok: false, error: { at: { start: 7 } } })
    expect(result.ok || result.error.message).toContain('nests too deep')
  })

  it('says which groups an expression speaks of', () => {
    const parsed = parse('ok AND !(group.name = "a" OR group.arn != "arn:b")')
    expect(parsed.ok && groupsIn(parsed.expression.tree)).toEqual([
      { by: 'name', value: 'a' },
      { by: 'arn', value: 'arn:b' },
    ])
  })
})
