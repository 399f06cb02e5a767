import { type LabelTexts, nodeId, type ServiceMatch } from '@roentgen/contract'
import { expect, it } from 'vitest'
import { matchOf } from './match-of.ts'

const node = (name: string, type: string | null = null, account: string | null = null) => {
  const key = { name, type, account }
  return { ...key, id: nodeId(key) }
}
const nothing: LabelTexts = { name: null, owner: null, team: null, domain: null, contact: null }
const kept = (match: ServiceMatch) => ({ match, label: nothing, revision: 1 })

const orders = node('orders', 'AWS::ECS::Container')
const bucket = node('orders', 'AWS::S3::Bucket')

it.each([
  ['alone', [], null, null],
  ['beside others', [node('pay', 'AWS::S3::Bucket')], null, null],
  ['beside its client', [node('orders', 'client')], null, null],
  ['beside a bucket of its name', [bucket], 'AWS::ECS::Container', null],
  ['in two accounts', [node('orders', 'AWS::ECS::Container', '111111111111')], null, null], // its own has none
])('%s', (_, others, type, account) => {
  expect(matchOf(orders, [orders, ...others], [])).toEqual({ name: 'orders', type, account })
})

it('an account that is said tells two apart', () => {
  const other = node('orders', 'AWS::ECS::Container', '111111111111')
  expect(matchOf(other, [orders, other], [])).toEqual({ name: 'orders', type: null, account: '111111111111' })
})

it('the two nodes of a function are one', () => {
  const code = node('pay', 'AWS::Lambda::Function')
  expect(matchOf(code, [code, node('pay', 'AWS::Lambda')], [])).toEqual({ name: 'pay', type: null, account: null })
})

it('changes what was set before, and does not rename the bucket with it', () => {
  const ours: ServiceMatch = { name: 'orders', type: 'AWS::ECS::Container', account: null }
  const all: ServiceMatch = { name: 'orders', type: null, account: null }
  expect(matchOf(orders, [orders], [kept(all), kept(ours)])).toBe(ours)
  expect(matchOf(orders, [orders], [kept(all)])).toBe(all)
  expect(matchOf(orders, [orders, bucket], [kept(all)])).toEqual(ours)
  expect(matchOf(bucket, [bucket], [kept(ours)])).toEqual(all)
})
