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
