import { expect, it } from 'vitest'
import { ConfigError, loadConfig, parseConfig } from './config.ts'

it('reads sources and objectives', () => {
  const config = parseConfig(
    `
sources:
  - own
  - aws:eu-west-1
  - source: aws:us-east-1:shop
    label: Shop, production
    maxTraces: 500
  - xray:http://127.0.0.1:2000
objectives:
  - { node: orders, target: 99.5%, latency: 500ms }
`,
    'roentgen.yaml',
  )
  expect(config.sources).toEqual([
    { id: 'own', kind: 'own', label: 'This Roentgen' },
    { id: 'aws:eu-west-1', kind: 'aws', region: 'eu-west-1', profile: null, label: 'eu-west-1' },
    {
      id: 'aws:us-east-1:shop',
      kind: 'aws',
      region: 'us-east-1',
      profile: 'shop',
      label: 'Shop, production',
      maxTraces: 500,
    },
    { id: 'xray:http://127.0.0.1:2000', kind: 'xray', url: 'http://127.0.0.1:2000', label: 'http://127.0.0.1:2000' },
  ])
  expect(config.objectives).toHaveLength(1)
})

it('reads who is who, and which hosts are one crowd', () => {
  const config = parseConfig(
    `
services:
  - match: pay-*
    type: AWS::ECS::Container
    account: 012345678901
    label: " Payments "
    team: Checkout
    contact: checkout@example.com
external:
  - { match: "*.stripe.com", name: Stripe }
`,
    'roentgen.yaml',
  )
  expect(config.services).toEqual([
    {
      match: { name: 'pay-*', type: 'AWS::ECS::Container', account: '012345678901' },
      label: { name: 'Payments', owner: null, team: 'Checkout', domain: null, contact: 'mailto:checkout@example.com' },
    },
  ])
  expect(config.external).toEqual([{ match: '*.stripe.com', name: 'Stripe' }])
})

it.each([
  ['services: { match: a }', 'services: expected a list'],
  ['services: [pay]', 'services[0]: expected a mapping with "match"'],
  ['services: [{ label: Payments }]', 'services[0].match: expected the name'],
  ['services: [{ match: a }]', 'services[0]: says nothing of "a"'],
  ['services: [{ match: a, name: Payments }]', 'services[0]: unknown key "name"'],
  ['services: [{ match: a, label: 7 }]', 'services[0].label: expected a text'],
  ['services: [{ match: a, contact: "javascript:x" }]', 'services[0].contact: expected a web address'],
  [`services: [{ match: a, team: ${'x'.repeat(61)} }]`, 'services[0].team: at most 60'],
  ['services: [{ match: a, team: X }, { match: A, label: Y }]', 'services[1]: services[0] is about the same nodes'],
  ['external: [{ match: "10.*" }]', 'external[0].name: expected a text'],
  ['external: [{ match: "*", name: X }, { match: "*", name: Y }]', 'external[1].match: "*" is external[0] already'],
])('%s: %s', (text, problem) => {
  expect(() => parseConfig(text, 'roentgen.yaml')).toThrow(problem)
})

it('lists all that is wrong, with its place', () => {
  const text = `
sources: [elsewhere, { source: own, colour: red, maxTraces: -1 }, 7]
objectives: [{ node: orders, target: 200% }]
rules: []
`
  let message = ''
  try {
    parseConfig(text, 'roentgen.yaml')
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    message = (error as Error).message
  }
  for (const part of [
    '"rules"',
    'objectives[0].target',
    'sources[0]',
    'sources[1].maxTraces',
    '"colour"',
    'sources[2]',
  ]) {
    expect(message).toContain(part)
  }
})

it('broken YAML is said with its line; an empty file is fine; a named file must be there', () => {
  expect(() => parseConfig('sources: [', 'r.yaml')).toThrow(/r\.yaml: .*line 1/s)
  expect(parseConfig('', 'r.yaml').sources).toEqual([])
  expect(() => loadConfig('/nonexistent/roentgen.yaml', '/')).toThrow('does not exist')
  expect(loadConfig(null, '/nonexistent').path).toBeNull()
})
