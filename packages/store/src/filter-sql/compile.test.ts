/** SQL and `evaluate` must agree on every expression and every trace. */
import { evaluate, type FilterNode, format, parse } from '@roentgen/filter'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Binds } from '../clickhouse/sql.ts'
import { scaled, type TemporaryStore, temporaryStore } from '../testing/index.ts'
import { Dice, knownKeys, knownNames, knownTexts, knownTypes, randomTrace } from '../testing/random-traces.ts'
import { compileFilter } from './compile.ts'

const minute = 29_000_000
const traces = Array.from({ length: 150 }, (_, i) =>
  randomTrace(new Dice(i), {
    traceId: `1-5f000000-${String(i).padStart(24, '0')}`,
    minutes: [minute, minute + 1],
    knowledge: 2,
  }),
)

const text = fc.constantFrom(
  ...knownTexts,
  ...knownNames,
  '',
  'ann',
  'Çem',
  'eu-west-1a',
  'i-1',
  ':function:f2',
  '10.0',
  "'; DROP TABLE traces --",
  '{p0:String}',
)
const numberOperator = fc.constantFrom(
  '=' as const,
  '!=' as const,
  '<' as const,
  '<=' as const,
  '>' as const,
  '>=' as const,
)
const stringOperator = fc.constantFrom(
  '=' as const,
  '!=' as const,
  'CONTAINS' as const,
  'BEGINSWITH' as const,
  'ENDSWITH' as const,
)
const numberField = fc.constantFrom('responsetime' as const, 'duration' as const, 'http.status' as const)
const stringFields = ['http.url', 'http.method', 'http.useragent', 'http.clientip'] as const
const anywhereFields = ['user', 'availabilityzone', 'instance.id', 'resource.arn'] as const
const number = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 200, 404, 500, -2),
  fc.double({ min: 0, max: 3, noNaN: true }),
  // Durations that are there, so that equality is met.
  fc.constantFrom(...traces.flatMap((t) => t.served.slice(0, 1).map((s) => s.durationUs / 1e6))),
)

const pattern = fc.record(
  {
    name: fc.constantFrom(...knownNames, 'nobody'),
    type: fc.constantFrom(...knownTypes.map((type) => type ?? ''), 'client'),
    account: fc.constantFrom('123456789012', ''),
  },
  { requiredKeys: [] },
)

const annotationTest = fc.oneof(
  fc.record({ operator: numberOperator, value: fc.oneof(number, fc.integer({ min: -2, max: 2 })) }),
  fc.record({ operator: stringOperator, value: text }),
  fc.record({ operator: fc.constantFrom('=' as const, '!=' as const), value: fc.boolean() }),
)

type Level = 'trace' | 'service' | 'edge'

function condition(level: Level): fc.Arbitrary<FilterNode> {
  const flags = ['ok', 'error', 'throttle', 'fault', 'inferred', 'root', 'partial'] as const
  const strings =
    level === 'edge' ? stringFields : [...stringFields, ...anywhereFields, 'name' as const, 'type' as const]
  const stringField = fc.constantFrom(...strings)
  const key = fc.constantFrom(...knownKeys)
  return fc.oneof(
    fc.record({ kind: fc.constant('boolean' as const), field: fc.constantFrom(...flags), value: fc.boolean() }),
    fc.record({ kind: fc.constant('number' as const), field: numberField, operator: numberOperator, value: number }),
    fc.record({ kind: fc.constant('string' as const), field: stringField, operator: stringOperator, value: text }),
    fc.record({ kind: fc.constant('present' as const), field: fc.oneof(numberField, stringField) }),
    fc.record({ kind: fc.constant('annotation' as const), key }),
    fc.record({ kind: fc.constant('annotation' as const), key, test: annotationTest }),
    ...(level === 'edge'
      ? [
          fc.record({
            kind: fc.constant('annotation' as const),
            side: fc.constantFrom('source' as const, 'destination' as const),
            key,
            test: annotationTest,
          }),
        ]
      : []),
    ...(level === 'trace'
      ? [
          fc.record({
            kind: fc.constant('service' as const),
            node: pattern,
            block: fc.option(tree('service', 2), { nil: null }),
          }),
          fc.record({
            kind: fc.constant('edge' as const),
            from: pattern,
            to: pattern,
            block: fc.option(tree('edge', 2), { nil: null }),
          }),
        ]
      : []),
  )
}

function tree(level: Level, depth: number): fc.Arbitrary<FilterNode> {
  const leaf = condition(level)
  if (depth === 0) return leaf
  const inner = tree(level, depth - 1)
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('not' as const), term: inner }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        terms: fc.array(inner, { minLength: 2, maxLength: 3 }),
      }),
    },
  )
}

describe('filter as SQL', () => {
  let t: TemporaryStore
  beforeAll(async () => {
    t = await temporaryStore()
    await t.store.insertTraces(traces.map((trace) => ({ trace, version: 5n })))
  })
  afterAll(() => t.close())

  const idsBySql = async (node: FilterNode): Promise<string[]> => {
    const binds = new Binds()
    const where = compileFilter(node, binds)
    const rows = await t.database.rows<[string]>(
      `SELECT trace_id FROM traces WHERE ${where} ORDER BY trace_id`,
      binds.params(),
    )
    return rows.map(([id]) => id)
  }
  const idsByEvaluate = (node: FilterNode): string[] =>
    traces.filter((trace) => evaluate({ tree: node }, trace)).map((trace) => trace.summary.traceId)

  it('agrees with evaluate on any tree', async () => {
    let matched = 0
    await fc.assert(
      fc.asyncProperty(tree('trace', 2), async (node) => {
        const wanted = idsByEvaluate(node)
        if (wanted.length > 0 && wanted.length < traces.length) matched++
        expect(await idsBySql(node), format(node)).toEqual(wanted)
      }),
      { numRuns: scaled(4_000, 150) },
    )
    // A generator that never tells traces apart would prove nothing.
    expect(matched).toBeGreaterThan(20)
  }, 600_000)

  it.each([
    'ok',
    '!ok AND !partial',
    'responsetime > 1 AND duration < 3',
    'http.status != 200',
    'http.url CONTAINS "api" OR http.method = "POST"',
    'user = "ann"',
    'user CONTAINS ""',
    'annotation[tenant] = "x"',
    'annotation.rank > 0',
    'annotation[cache.hit] = true',
    '!annotation[tenant]',
    'service("web")',
    'service("web") { fault OR responsetime > 2 }',
    'service() { fault }',
    'service(id(type: "AWS::DynamoDB::Table")) { throttle }',
    'edge("web", "orders")',
    'edge(id(name: "web", type: "client"), "web") { responsetime >= 0.1 }',
    'edge { source.annotation[tenant] = "x" }',
    'edge { destination.annotation[rank] > 0 }',
    'instance.id = "i-1" OR resource.arn ENDSWITH ":f1"',
  ])('agrees on %s', async (expression) => {
    const parsed = parse(expression)
    if (!parsed.ok || parsed.expression.tree === null) throw new Error(`no expression: ${expression}`)
    expect(await idsBySql(parsed.expression.tree)).toEqual(idsByEvaluate(parsed.expression.tree))
  })

  it('puts no value into the text', () => {
    const binds = new Binds()
    const sql = compileFilter(
      {
        kind: 'and',
        terms: [
          { kind: 'string', field: 'user', operator: '=', value: "secret' OR 1" },
          { kind: 'annotation', key: 'secret', test: { operator: '=', value: 'secret' } },
          { kind: 'service', node: { name: 'secret', type: 'secret', account: 'secret' }, block: null },
        ],
      },
      binds,
    )
    expect(sql).not.toContain('secret')
    expect(Object.values(binds.params())).toContain("secret' OR 1")
  })
})
