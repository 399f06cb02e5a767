import { describe, expect, it } from 'vitest'
import type { PictureNode } from '../picture.ts'
import { edge, figures, graph, label, node } from '../testing.ts'
import { complete, vocabularyOf } from './complete.ts'
import { matches } from './evaluate.ts'
import { parse } from './parse.ts'

const nodes: readonly PictureNode[] = [
  node('web-client', { type: 'client', root: true, ...figures(0) }),
  node('web', { root: true, ...figures(990, { error: 10 }, 0.2) }),
  node('checkout', { type: 'AWS::ECS::Container', ...label({ team: 'red' }), ...figures(90, { fault: 10 }, 0.7) }),
  node('payments api', { ...label({ name: 'Paying', team: 'blue' }), ...figures(100, {}, 0.6) }),
  node('orders', { type: 'Database::SQL', state: 'unknown', ...figures(40, {}, 0.01) }),
  node('https://sqs.eu-west-1.amazonaws.com/1/mails', { type: 'AWS::SQS::Queue', account: '1', ...figures(20) }),
  node('lonely', { type: 'AWS::DynamoDB::Table', ...figures(0) }),
]
const mails = 'https://sqs.eu-west-1.amazonaws.com/1/mails'
const picture = graph(nodes, [
  edge('web-client', 'web', { kind: 'client' }),
  edge('web', 'checkout', figures(100, {}, 0.8)),
  edge('checkout', 'payments api', figures(80, { fault: 20 }, 0.5)),
  edge('checkout', 'orders', figures(40, {}, 0.02)),
  edge('payments api', 'orders', figures(5, {}, 0.02)),
  edge('checkout', mails, { kind: 'link', ...figures(20) }),
])

function found(text: string): string[] {
  const parsed = parse(text)
  if (!parsed.ok || !parsed.tree) throw new Error(`${text}: ${JSON.stringify(parsed)}`)
  const { nodes: services, edges } = matches(parsed.tree, picture)
  return [...services, ...edges]
}

describe('expressions', () => {
  it.each<[string, string[]]>([
    ['p95 > 500ms', ['checkout', 'payments api']],
    ['p95>0.65s', ['checkout']],
    ['P95 > 650 ms', ['checkout']],
    ['p50 < 15ms', ['orders']],
    ['p99 >= 0.011 min', ['checkout']],
    ['fault% >= 10', ['checkout']],
    ['fault% >= 10%', ['checkout']],
    ['error% = 1', ['web']],
    ['throttle% > 0', []],
    ['rate > 60/min', ['web']],
    ['rate > 1/s', ['web']],
    ['rate >= 66.6', ['web']],
    ['requests < 30', ['web-client', mails, 'lonely']],
    ['kind = database', ['orders', 'lonely']],
    ['kind = sql', ['orders']],
    ['kind = Client', ['web-client']],
    ['kind != service and kind != client', ['orders', mails, 'lonely']],
    ['name ~ pay*', ['payments api']],
    ['name = paying', ['payments api']],
    ['name = "payments api"', ['payments api']],
    ['name = “payments api”', ['payments api']],
    ['name = mails', [mails]],
    ['name ~ *o*', ['checkout', 'orders', mails, 'lonely']],
    ['name !~ e', []],
    ['type = AWS::SQS::Queue', [mails]],
    ['type ~ aws::*', ['checkout', mails, 'lonely']],
    ['team = red', ['checkout']],
    ['team != red and kind = service', ['web', 'payments api']],
    ['account = 1', [mails]],
    ['region = eu-west-1', [mails]],
    ['unwell', ['checkout']],
    ['inferred', ['orders']],
    ['entry', ['web-client', 'web']],
    ['alone', ['lonely']],
    ['pay', ['payments api']],
    ['"s a"', ['payments api']],
    ['pay* or orders', ['payments api', 'orders']],
    // how far
    ['hops(checkout) <= 1', ['web', 'checkout', 'payments api', 'orders', mails]],
    ['hops(orders) <= 1', ['checkout', 'payments api', 'orders']],
    ['hops(orders) = 2', ['web']],
    ['callers(checkout)', ['web-client', 'web']],
    ['callers(checkout) <= 1', ['web', 'checkout']],
    ['callees("payments api")', ['orders']],
    ['callees(pay*)', ['orders']],
    // together
    ['not unwell and kind = service and not name = web', ['payments api']],
    ['!(kind = service or kind = client)', ['orders', mails, 'lonely']],
    ['unwell or kind = database and p95 > 1ms', ['checkout', 'orders']],
    ['(unwell or kind = database) and not alone', ['checkout', 'orders']],
    // calls
    ['call.p95 > 600ms', ['web>checkout']],
    ['call.fault% > 5', ['checkout>payments api']],
    ['call.unwell', ['checkout>payments api']],
    ['call.kind = link', [`checkout>${mails}`]],
    ['call.rate < 2/min and to.kind = database', ['payments api>orders']],
    ['from.name = web', ['web>checkout']],
    ['not call.p95 <= 600ms', ['web>checkout']],
    ['unwell or call.unwell', ['checkout', 'checkout>payments api']],
  ])('%s', (text, wanted) => {
    expect(found(text).sort()).toEqual([...wanted].sort())
  })

  it('is about nothing without traffic: neither slow nor fast', () => {
    expect(found('name = lonely and (p95 > 1ms or p95 <= 1ms)')).toEqual([])
  })

  it('says which names nobody has', () => {
    const parsed = parse('hops(chekout) <= 1')
    expect(parsed.ok && parsed.tree && matches(parsed.tree, picture).unknown).toEqual([
      { name: 'chekout', at: { start: 5, end: 12 } },
    ])
  })

  it.each<[string, string, [number, number], string?]>([
    ['p59 > 500ms', 'attribute', [0, 3], 'p95'],
    ['p95 500ms', 'operator', [4, 9], '>'],
    ['p95 >', 'number', [5, 5], '5ms'],
    ['p95 > fast', 'number', [6, 10]],
    ['p95 > 500', 'unit', [6, 9], 'ms'],
    ['p95 > 500/min', 'unit', [6, 13], 'ms'],
    ['rate > 5%', 'unit', [7, 9], '/min'],
    ['fault% ~ 5', 'operator', [7, 8], '>='],
    ['kind = databse', 'kind', [7, 14], 'database'],
    ['call.kind = sql', 'kind', [12, 15], 'link'],
    ['kind > database', 'operator', [5, 6], '~'],
    ['name =', 'text', [6, 6]],
    ['name = "pay', 'quote', [7, 11], '"'],
    ['unwell kind = sql', 'end', [7, 11], 'and'],
    ['unwell and', 'condition', [10, 10], 'unwell'],
    ['and unwell', 'condition', [0, 3]],
    ['(unwell', 'parenthesis', [7, 7], ')'],
    ['unwell)', 'end', [6, 7]],
    ['hops() <= 2', 'name', [5, 6]],
    ['hops(web <= 2', 'parenthesis', [9, 11], ')'],
    ['hops(web) <= two', 'number', [13, 16], '2'],
    ['call.name = x', 'not-of-a-call', [0, 9], 'from.'],
    ['call.x > 1', 'attribute', [0, 6], 'call.p95'],
    ['unwell and call.p95 > 1s', 'mixed', [0, 24], 'or'],
    ['a, b', 'character', [1, 2]],
    ['('.repeat(60), 'too-deep', [40, 41]],
    ['not '.repeat(60), 'too-deep', [160, 163]],
    ['x'.repeat(2001), 'too-long', [2000, 2001]],
  ])('%s is wrong: %s', (text, code, [start, end], expected) => {
    const parsed = parse(text)
    if (parsed.ok) throw new Error('it was taken')
    expect(parsed.problem).toMatchObject({ code, at: { start, end } })
    if (expected) expect(parsed.problem.expected).toContain(expected)
  })

  it('of nothing is nothing', () => {
    expect(parse('  ')).toEqual({ ok: true, tree: null })
  })

  it('takes no time for stars', () => {
    const parsed = parse(`name ~ ${'*a'.repeat(900)}b`)
    expect(parsed.ok && parsed.tree && matches(parsed.tree, graph([node('a'.repeat(200))])).nodes.size).toBe(0)
  })
})

describe('completion', () => {
  const known = vocabularyOf(picture)
  const at = (marked: string) => {
    const caret = marked.indexOf('|')
    return complete(marked.replace('|', ''), caret, known)
  }
  const inserts = (marked: string) => at(marked).options.map((option) => option.insert)

  it.each<[string, string[], string[]]>([
    ['|', ['p95', 'unwell', 'hops(', 'not', '(', 'call.'], ['and', ')', 'owner', 'call.p95']],
    ['p|', ['p50', 'p95', 'p99', 'type'], ['kind']],
    ['p95 |', ['>', '<='], ['and', '~']],
    ['p95 > |', ['500ms', '1s'], ['10/min']],
    ['p95 > 25|', ['25ms', '25s', '25min'], ['25us', '25h x']],
    ['rate > |', ['10/min'], ['1s']],
    ['kind = |', ['database', 'sql', 'queue'], ['bucket', 'group']],
    ['kind = da|', ['database'], ['sql']],
    ['name = |', ['Paying', 'orders', 'mails'], []],
    ['type = aws|', ['AWS::SQS::Queue'], []],
    ['team = |', ['red', 'blue'], []],
    ['te|', ['team'], []],
    ['own|', [], ['owner']],
    ['hops(|', ['web', 'Paying'], ['p95']],
    ['hops(web|', ['web-client'], []],
    ['hops(web |', [')'], ['<=']],
    ['hops(web) |', ['<=', 'and', 'or'], ['(']],
    ['hops(web) <= |', ['1'], ['and']],
    ['unwell |', ['and', 'or'], ['unwell', ')']],
    ['(unwell |', ['and', 'or', ')'], []],
    ['unwell and |', ['kind', 'not'], ['and']],
    ['call.|', ['call.p95', 'call.kind', 'call.unwell'], ['call.name', 'call.entry']],
    ['call.kind = |', ['link', 'call'], ['sql']],
    ['to.k|', ['to.kind'], ['to.owner']],
    ['kind = nonsense and |', [], ['kind']],
  ])('%s', (marked, wanted, unwanted) => {
    const options = inserts(marked)
    expect(options).toEqual(expect.arrayContaining(wanted))
    for (const one of unwanted) expect(options).not.toContain(one)
  })

  it('says which piece is replaced, and quotes what needs it', () => {
    expect(at('p95 > 1s and na|')).toMatchObject({ from: 13, to: 15, options: [{ insert: 'name' }] })
    const quoted = complete('name = "my ', 11, vocabularyOf(graph([node('my "own" service')])))
    expect(quoted).toMatchObject({ from: 7, to: 11, options: [{ insert: '"my \\"own\\" service"' }] })
    const parsed = parse(`name = ${quoted.options[0]?.insert}`)
    expect(parsed).toMatchObject({ ok: true, tree: { value: 'my "own" service' } })
  })

  it('offers what the parser takes: every option of every place leads on', () => {
    const starts = ['', 'p95 ', 'p95 > ', 'kind = ', 'name ~ ', 'hops(', 'unwell ', 'call.', '(unwell ']
    for (const start of starts) {
      for (const option of complete(start, start.length, known).options) {
        const text = `${start.endsWith('.') ? '' : start}${option.insert}`
        const parsed = parse(text)
        const at = parsed.ok ? text.length : parsed.problem.at.end
        expect(`${text}: ${parsed.ok || at >= text.length ? 'leads on' : JSON.stringify(parsed)}`).toBe(
          `${text}: leads on`,
        )
      }
    }
  })
})
