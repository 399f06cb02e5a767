import type { NodeKey } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import { contactOf, labeller } from './labels.ts'
import { type LabelRules, type LabelTexts, labelTexts, type ServiceMatch } from './names.ts'

const texts = (some: Partial<LabelTexts>): LabelTexts => ({
  name: null,
  owner: null,
  team: null,
  domain: null,
  contact: null,
  ...some,
})
const match = (name: string, type: string | null = null, account: string | null = null): ServiceMatch => ({
  name,
  type,
  account,
})
const node = (name: string, type: string | null = null, account: string | null = null): NodeKey => ({
  name,
  type,
  account,
})
const rules = (
  locked: readonly [ServiceMatch, Partial<LabelTexts>][],
  kept: readonly [ServiceMatch, Partial<LabelTexts>][] = [],
): LabelRules => ({
  locked: locked.map(([of, some]) => ({ match: of, label: texts(some) })),
  kept: kept.map(([of, some]) => ({ match: of, label: texts(some), revision: 1 })),
})

describe('a label', () => {
  it('takes each member from the first rule that gives it, and what a page set where none does', () => {
    const labelOf = labeller(
      rules(
        [
          [match('pay-v?'), { name: 'Payments' }],
          [match('pay-*'), { name: 'Paying', team: 'Money' }],
          [match('*'), { domain: 'Shop' }],
        ],
        [[match('pay-v2'), { name: 'Mine', owner: 'Ann', team: 'Ours' }]],
      ),
    )
    expect(labelOf(node('pay-v2'))).toEqual({
      ...texts({ name: 'Payments', team: 'Money', domain: 'Shop', owner: 'Ann' }),
      locked: ['name', 'team', 'domain'],
    })
    expect(labelOf(node('PAY-slow'))).toMatchObject({ name: 'Paying', owner: null })
    expect(labelOf(node('other'))).toMatchObject({ name: null, domain: 'Shop' })
  })

  it('an exact name and a pattern keep the order in which they stand', () => {
    const both: [ServiceMatch, Partial<LabelTexts>][] = [
      [match('pay*'), { name: 'first' }],
      [match('pay'), { name: 'second' }],
    ]
    expect(labeller(rules(both))(node('pay'))?.name).toBe('first')
    expect(labeller(rules(both.reverse()))(node('pay'))?.name).toBe('second')
  })

  it.each([
    [match('pay', 'AWS::EC2::Instance'), node('pay', 'AWS::ECS::Container'), false],
    [match('pay', 'AWS::EC2::Instance'), node('pay'), false],
    [match('pay', 'AWS::E*'), node('pay', 'AWS::ECS::Container'), true],
    [match('pay', null, '1'), node('pay', null, '2'), false],
    [match('pay', null, '1'), node('pay', null, '1'), true],
    // One function, two nodes.
    [match('pay', 'AWS::Lambda'), node('pay', 'AWS::Lambda::Function'), true],
    [match('pay', 'AWS::Lambda::Function'), node('pay', 'AWS::Lambda'), true],
  ])('of %j for %j: %s', (of, key, expected) => {
    const inFile = labeller(rules([[of, { name: 'x' }]]))(key)
    const onPage = labeller(rules([], [[of, { name: 'x' }]]))(key)
    expect([inFile !== undefined, onPage !== undefined]).toEqual([expected, expected])
  })

  it('set on a page is meant as it stands: its stars are letters', () => {
    const labelOf = labeller(rules([], [[match('pay*'), { name: 'x' }]]))
    expect(labelOf(node('pay-2'))).toBeUndefined()
    expect(labelOf(node('pay*'))).toBeDefined()
  })

  it('of two set on pages the more exact wins, member by member', () => {
    const labelOf = labeller(
      rules(
        [],
        [
          [match('pay'), { name: 'any', team: 'T' }],
          [match('pay', 'AWS::S3::Bucket'), { name: 'bucket' }],
          [match('pay', null, '7'), { name: 'seven' }],
        ],
      ),
    )
    expect(labelOf(node('pay', 'AWS::S3::Bucket'))).toMatchObject({ name: 'bucket', team: 'T', locked: [] })
    expect(labelOf(node('pay', 'AWS::S3::Bucket', '7'))?.name).toBe('seven')
    expect(labelOf(node('pay'))?.name).toBe('any')
  })

  it('of a client is the name of what it calls and nothing else', () => {
    const labelOf = labeller(rules([[match('web', 'AWS::ECS::Container'), { name: 'Shop', team: 'T' }]]))
    expect(labelOf(node('web', 'client'))).toEqual({ ...texts({ name: 'Shop' }), locked: ['name'] })
    expect(labeller(rules([[match('*'), { team: 'T' }]]))(node('web', 'client'))).toBeUndefined()
  })

  it('of a host outside is its crowd’s, unless it has one of its own', () => {
    const labelOf = labeller(rules([], [[match('10.0.0.2'), { name: 'Printer' }]]), [{ match: '10.*', name: 'Ours' }])
    expect(labelOf(node('10.0.0.1', 'remote'))).toEqual({ ...texts({ name: 'Ours' }), locked: ['name'] })
    expect(labelOf(node('10.0.0.2', 'remote'))).toEqual({ ...texts({ name: 'Printer' }), locked: [] })
    expect(labelOf(node('10.0.0.1', null))).toBeUndefined()
  })

  it('of names that every object has', () => {
    expect(labeller(rules([[match('constructor'), { name: 'C' }]]))(node('constructor'))?.name).toBe('C')
    expect(labeller(rules([]))(node('__proto__'))).toBeUndefined()
  })
})

describe('what is typed', () => {
  it('is trimmed; nothing is nothing', () => {
    expect(labelTexts.parse(texts({ name: '  Payments ', owner: '   ', contact: 'ann@example.com' }))).toEqual(
      texts({ name: 'Payments', contact: 'mailto:ann@example.com' }),
    )
  })

  it.each([
    [{ name: 'x'.repeat(81) }],
    [{ team: 'a\nb' }],
    [{ contact: 'javascript:alert(1)' }],
    [{ contact: 'data:text/html,x' }],
    [{ contact: 'chat' }],
  ])('is refused: %j', (some) => {
    expect(labelTexts.safeParse(texts(some)).success).toBe(false)
  })

  it.each(['https://chat.example.com/c/1', 'http://wiki/pay', 'mailto:ann@example.com'])('%s is a contact', (text) => {
    expect(contactOf(text)).toBe(text)
  })
})
