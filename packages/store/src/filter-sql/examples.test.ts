/** The documented examples (facts 5.5, AWS's own pages) by number or page, each against named traces: what they find is written out. */
import { evaluate, parse, spliceGroups } from '@roentgen/filter'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Binds } from '../clickhouse/sql.ts'
import { type TemporaryStore, temporaryStore } from '../testing/index.ts'
import { namedTraces } from '../testing/named-traces.ts'
import { compileFilter } from './compile.ts'

const traces = namedTraces()
const all = Object.keys(traces)
const but = (...names: readonly string[]): string[] => all.filter((name) => !names.includes(name))

const examples: readonly (readonly [number | 'aws' | 'ours', string, readonly string[]])[] = [
  [1, 'ok', ['checkout', 'pricing', 'legacy']],
  [2, '!ok', ['ledger', 'posting', 'images', 'throttled', 'waiting']],
  [3, 'fault = true', ['ledger', 'posting']],
  [4, 'error AND !throttle', ['images']],
  [5, 'responsetime > 5', ['checkout', 'images']],
  [6, 'duration >= 5 AND duration <= 8', ['checkout', 'images']],
  [7, 'ok !partial duration <3', ['legacy']],
  [8, 'http.status != 200', ['ledger', 'posting', 'images', 'throttled']],
  [9, 'http.url CONTAINS "/api/game/"', ['ledger']],
  [10, 'http.url BEGINSWITH "https://api." AND http.method = "POST"', ['checkout']],
  [11, 'http.useragent CONTAINS "bot"', ['legacy']],
  [12, 'http.clientip = "203.0.113.25"', ['legacy']],
  [13, 'user = "u-20417"', ['checkout']],
  [14, 'user CONTAINS ""', ['checkout', 'throttled']],
  [15, 'annotation[tenant] = "acme"', ['pricing']],
  [16, 'annotation.rank > 10', ['pricing']],
  [17, 'annotation[cache.hit] = false', ['legacy']],
  [18, '!annotation[tenant]', but('pricing')],
  [19, 'service("pricing")', ['pricing']],
  [20, 'service("pricing") { fault OR responsetime > 2 }', ['pricing']],
  [21, 'service() { fault }', ['pricing', 'ledger', 'posting']],
  [22, 'service(id(name: "resize-image", type: "AWS::Lambda::Function")) { error }', ['images']],
  [23, 'service(id(type: "AWS::DynamoDB::Table")) {throttle}', ['images']],
  [24, 'service(id(account.id: "123456789012"))', ['images']],
  [25, 'edge("checkout", "payments.example.net") { error }', ['checkout']],
  [26, 'edge(id(name:"web",type:"client"), "web") { responsetime >= 0.1 AND responsetime <= 0.3 }', ['legacy']],
  [27, 'http.url CONTAINS "/v2/" AND !service("legacy")', ['pricing']],
  [28, 'edge { source.annotation[request.id] = "r-1" }', ['pricing']],
  [29, 'group.name = "slow" AND user = "alice"', ['throttled']],
  [30, 'rootcause.fault.exception { last AND message CONTAINS "Lock wait" }', ['ledger', 'posting']],
  [31, 'rootcause.responsetime.entity { remote AND coverage > 0.7 }', ['pricing']],
  [
    32,
    'rootcause.json = #[{"Services":[{"Name":"ledger","EntityPath":[{"Name":"ledger"},{"Name":"## LedgerService.post"}]}]}]',
    ['posting'],
  ],
  [33, '(fault OR throttle) AND availabilityzone = "eu-west-1b"', ['ledger', 'throttled']],
  [34, 'instance.id = "i-0a1b2c3d4e5f60718" OR resource.arn ENDSWITH ":function:get-cart"', ['ledger', 'images']],
  ['aws', 'ok = false', ['ledger', 'posting', 'images', 'throttled', 'waiting']],
  ['aws', 'rootcause.fault.entity { last and name = "## LedgerService.post" }', ['posting']],
  ['aws', 'rootcause.fault.service { inferred and name = "ledger@db" and type = "Database::SQL" }', ['ledger']],
  ['aws', 'service("ledger") {root = true and fault = true}', ['ledger', 'posting']],
  ['aws', 'rootcause.fault.service { index > 5 }', []],
  ['aws', 'rootcause.fault.service { index >= 1 }', ['ledger']],
  ['aws', 'http.url AND responseTime > 2', ['checkout', 'pricing', 'images', 'throttled']],
  ['aws', 'annotation.rank', ['pricing', 'legacy']],
  ['aws', '!annotation.rank', but('pricing', 'legacy')],
  ['aws', 'group.name != "slow"', but('checkout', 'images', 'throttled')],
  ['aws', 'partial', ['waiting']],
  ['aws', 'inferred', ['checkout', 'ledger', 'images']],
  ['ours', 'http.status IN (404, 429)', ['images', 'throttled']],
  ['ours', 'http.method NOT IN ("GET")', ['checkout', 'waiting']],
  ['ours', 'http.url MATCHES "https://?hop/*"', ['pricing', 'legacy', 'ledger', 'posting']],
  ['ours', 'NOT duration > 300ms', ['legacy', 'waiting']],
  ['ours', 'annotation[rank] IN ("10", 11, true)', ['pricing']],
]

function treeOf(text: string) {
  const parsed = parse(text)
  const spliced = parsed.ok
    ? spliceGroups(parsed.expression, ({ value }) =>
        value === 'slow' ? { id: 'slow', expression: 'responsetime > 3' } : null,
      )
    : parsed
  if (!spliced.ok || spliced.expression.tree === null) throw new Error(`no expression: ${text}`)
  return spliced.expression.tree
}

describe('the documented examples', () => {
  let t: TemporaryStore
  beforeAll(async () => {
    t = await temporaryStore()
    await t.store.insertTraces(Object.values(traces).map((trace) => ({ trace, version: 5n })))
  })
  afterAll(() => t.close())

  const names = new Map(Object.entries(traces).map(([name, trace]) => [trace.summary.traceId, name]))

  it.each(examples)('%s: %s', async (_number, text, expected) => {
    const tree = treeOf(text)
    const evaluated = all.filter((name) => evaluate({ tree }, traces[name]!))
    expect(evaluated).toEqual(expected)
    const binds = new Binds()
    const rows = await t.database.rows<[string]>(
      `SELECT trace_id FROM traces WHERE ${compileFilter(tree, binds)}`,
      binds.params(),
    )
    expect(rows.map(([id]) => names.get(id)).sort()).toEqual([...expected].sort())
  })
})
