import type { GraphNodeShape, Label } from '@roentgen/contract'
import { describe, expect, it } from 'vitest'
import { type CrowdSettings, crowdRules, hostOf, isAddress, isMadeUp, ruledBy, usualCrowds } from './crowd-rules.ts'

const label = (name: string): Label => ({ name, owner: null, team: null, domain: null, contact: null, locked: [] })

const node = (name: string, total = 100, more: Partial<GraphNodeShape> = {}): GraphNodeShape => ({
  id: name,
  name,
  type: 'remote',
  account: null,
  state: 'passive',
  root: false,
  counts: { ok: total, error: 0, throttle: 0, fault: 0, total, totalTime: 0 },
  latency: null,
  histogram: [],
  rate: 0,
  slos: [],
  ...more,
})

const settings: CrowdSettings = {
  ...usualCrowds,
  rules: [
    { match: 'api*.stripe.example', name: 'Stripe' },
    { match: '10.1.*', name: 'Old data centre' },
    { match: 'pay.stripe.example', name: 'Stripe' },
    { match: '10.*', name: 'Ours' },
  ],
}

it.each([
  ['10.0.0.7', '10.0.0.7'],
  ['10.0.0.7:8080', '10.0.0.7'],
  ['http://10.0.0.7:80/a?b', '10.0.0.7'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['api.example.com:443', 'api.example.com'],
  ['orders', 'orders'],
])('the host of %s is %s', (name, host) => {
  expect(hostOf(name)).toBe(host)
})

it.each([
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  '2001:db8::8a2e:370:7334',
  'fe80::1%eth0',
  '::ffff:10.0.0.1',
  '1:2:3:4:5:6:7:8',
])('%s is an address', (host) => {
  expect(isAddress(host)).toBe(true)
})

it.each([
  '256.0.0.1',
  '10.0.0',
  '10.0.0.1.2',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  'cafe',
  'a:b',
  '::g',
  '',
])('%s is not', (host) => {
  expect(isAddress(host)).toBe(false)
})

it.each([
  'ip-10-0-1-23.eu-west-1.compute.internal',
  'ec2-3-120-4-5.eu-central-1.compute.amazonaws.com',
  '10-244-1-17.default.pod.cluster.local',
  '3f2a9bc1d2e4',
  '3f2a9bc1d2e4.local',
  'd111111abcdef8.cloudfront.net',
  'a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com',
  'payments-7d4b9c6f5d-x2x8z',
  'worker-6F9619FF-8B86-D011-B42D-00CF4FC964FF.example.com',
])('%s is made up', (host) => {
  expect(isMadeUp(host)).toBe(true)
})

it.each([
  'api.stripe.com',
  'oauth2.googleapis.com',
  's3-eu-west-1.amazonaws.com',
  'dynamodb.eu-west-1.amazonaws.com',
  'web01.example.com',
  'orders-v2',
  'db1.internal',
  'login.microsoftonline.com',
  '1password.com',
  'q2w3e4r5t6y7.com', // the domain itself is somebody's name
  'checkout-frontend-green',
  'en.wikipedia.org',
])('%s is a name', (host) => {
  expect(isMadeUp(host)).toBe(false)
})

describe('a host', () => {
  it.each([
    ['api2.stripe.example', 'named:Stripe', 'rule'],
    ['pay.stripe.example:443', 'named:Stripe', 'rule'], // a rule is of the host, with or without its port
    ['10.1.2.3', 'named:Old data centre', 'rule'], // the first that fits
    ['10.2.2.3:80', 'named:Ours', 'rule'],
    ['192.0.2.1:8080', 'external', 'address'],
    ['ip-10-0-0-1', 'external', 'made-up'],
  ])('%s goes into %s', (name, rule, because) => {
    expect(ruledBy(node(name), settings)).toMatchObject({ rule, because })
  })

  it('seen once is rare; a name that comes again is not', () => {
    expect(ruledBy(node('api.example.com', 1), settings)).toMatchObject({ because: 'rare' })
    expect(ruledBy(node('api.example.com', 2), settings)).toBeNull()
    expect(ruledBy(node('api.example.com', 9), { ...settings, fewerThan: 10 })).not.toBeNull()
  })

  it('of ours, an AWS resource or a client never goes', () => {
    const ours: Partial<GraphNodeShape>[] = [
      { type: null, state: 'active' },
      { type: 'AWS::EC2::Instance', state: 'active' },
      { type: 'AWS::S3::Bucket', state: 'unknown' },
      { type: 'Database::SQL', state: 'unknown' },
      { type: 'client' },
    ]
    for (const more of ours) expect(ruledBy(node('10.0.0.7', 1, more), settings), JSON.stringify(more)).toBeNull()
    expect(ruledBy(node('192.0.2.1', 1, { type: null, state: 'unknown' }), settings)).not.toBeNull()
  })

  it('that somebody named does not go, unless the name is its rule’s', () => {
    expect(ruledBy(node('192.0.2.1', 9, { label: label('Bank') }), settings)).toBeNull()
    expect(ruledBy(node('10.2.0.1', 9, { label: label('Printer') }), settings)).toBeNull()
    expect(ruledBy(node('10.2.0.1', 9, { label: label('Ours') }), settings)).not.toBeNull()
    // Whose it is says nothing of its name.
    expect(ruledBy(node('192.0.2.1', 9, { label: { ...label(''), name: null, team: 'T' } }), settings)).not.toBeNull()
  })
})

describe('a crowd', () => {
  const unnamed = (hosts: number): string => `${hosts} hosts`
  const folded = (nodes: GraphNodeShape[]): string[] => {
    const crowdOf = crowdRules(nodes, settings, unnamed)
    return nodes.flatMap((one) => {
      const crowd = crowdOf(one)
      return crowd ? [`${one.name} ▶ ${crowd.rule}: ${crowd.label}`] : []
    })
  }
  const few = [node('192.0.2.1'), node('192.0.2.2'), node('orders', 9, { type: null, state: 'active' })]

  it('is of three or more that nobody named', () => {
    expect(folded(few)).toEqual([])
    expect(folded([...few, node('api.example.com', 1)])).toEqual([
      '192.0.2.1 ▶ external: 3 hosts',
      '192.0.2.2 ▶ external: 3 hosts',
      'api.example.com ▶ external: 3 hosts',
    ])
  })

  it('or of two of one name, by whatever rule', () => {
    expect(folded([...few, node('api.stripe.example'), node('pay.stripe.example'), node('10.9.9.9')])).toEqual([
      'api.stripe.example ▶ named:Stripe: Stripe',
      'pay.stripe.example ▶ named:Stripe: Stripe',
    ])
  })
})
