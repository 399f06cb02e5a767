import { describe, expect, it } from 'vitest'
import { entitySelector, format, parse } from './index.ts'

function treeOf(text: string) {
  const result = parse(text)
  if (!result.ok) throw new Error(`${text}: ${result.error.message} at ${result.error.at.start}`)
  return result.expression.tree
}

function errorOf(text: string) {
  const result = parse(text)
  if (result.ok) throw new Error(`accepted: ${text}`)
  return result.error
}

describe('parse', () => {
  it.each([
    // the documented examples, each with what it means, written out
    ['ok', 'ok'],
    ['!ok', '!ok'],
    ['fault = true', 'fault'],
    ['error AND !throttle', 'error AND !throttle'],
    ['responsetime > 5', 'responsetime > 5'],
    ['duration >= 5 AND duration <= 8', 'duration >= 5 AND duration <= 8'],
    ['ok !partial duration <3', 'ok AND !partial AND duration < 3'],
    ['http.status != 200', 'http.status != 200'],
    ['http.url CONTAINS "/api/game/"', 'http.url CONTAINS "/api/game/"'],
    [
      'http.url BEGINSWITH "https://api." AND http.method = "POST"',
      'http.url BEGINSWITH "https://api." AND http.method = "POST"',
    ],
    ['http.useragent CONTAINS "bot"', 'http.useragent CONTAINS "bot"'],
    ['http.clientip = "203.0.113.25"', 'http.clientip = "203.0.113.25"'],
    ['user = "u-20417"', 'user = "u-20417"'],
    ['user CONTAINS ""', 'user CONTAINS ""'],
    ['annotation[tenant] = "acme"', 'annotation[tenant] = "acme"'],
    ['annotation.rank > 10', 'annotation[rank] > 10'],
    ['annotation[cache.hit] = false', 'annotation[cache.hit] = false'],
    ['!annotation[tenant]', '!annotation[tenant]'],
    ['service("pricing")', 'service("pricing")'],
    ['service("pricing") { fault OR responsetime > 2 }', 'service("pricing") { fault OR responsetime > 2 }'],
    ['service() { fault }', 'service() { fault }'],
    [
      'service(id(name: "resize-image", type: "AWS::Lambda::Function")) { error }',
      'service(id(name: "resize-image", type: "AWS::Lambda::Function")) { error }',
    ],
    ['service(id(type: "AWS::DynamoDB::Table")) {throttle}', 'service(id(type: "AWS::DynamoDB::Table")) { throttle }'],
    ['service(id(account.id: "123456789012"))', 'service(id(account.id: "123456789012"))'],
    ['edge("checkout", "payments.example.net") { error }', 'edge("checkout", "payments.example.net") { error }'],
    [
      'edge(id(name:"web",type:"client"), "web") { responsetime >= 0.1 AND responsetime <= 0.3 }',
      'edge(id(name: "web", type: "client"), "web") { responsetime >= 0.1 AND responsetime <= 0.3 }',
    ],
    ['http.url CONTAINS "/v2/" AND !service("legacy")', 'http.url CONTAINS "/v2/" AND !service("legacy")'],
    ['edge { source.annotation[request.id] = "r-1" }', 'edge() { source.annotation[request.id] = "r-1" }'],
    [
      '(fault OR throttle) AND availabilityzone = "eu-west-1b"',
      '(fault OR throttle) AND availabilityzone = "eu-west-1b"',
    ],
    [
      'instance.id = "i-0a1b2c3d4e5f60718" OR resource.arn ENDSWITH ":function:get-cart"',
      'instance.id = "i-0a1b2c3d4e5f60718" OR resource.arn ENDSWITH ":function:get-cart"',
    ],
    // case of keywords, words and operators does not matter; of keys and values it does
    ['responseTime > 1 and Http.Status = 500', 'responsetime > 1 AND http.status = 500'],
    ['http.url contains "A" or not Annotation[Key] = TRUE', 'http.url CONTAINS "A" OR !annotation[Key] = true'],
    // ! binds tighter than AND, AND tighter than OR
    ['ok OR fault error', 'ok OR fault AND error'],
    ['!(ok OR fault) AND error', '!(ok OR fault) AND error'],
    ['((ok))', 'ok'],
    ['fault != true', 'fault = false'],
    ['http.url', 'http.url'],
    ['http.status', 'http.status'],
    ['annotation.aws:api_id = "x"', 'annotation[aws:api_id] = "x"'],
    ['annotation[aws:api_id] = 1e3', 'annotation[aws:api_id] = 1000'],
    ['annotation["a]b"] != "\\u00e9\\"\\\\"', 'annotation["a]b"] != "é\\"\\\\"'],
    ['service', 'service()'],
    ['', ''],
    ['  \n ', ''],
  ])('%s', (text, canonical) => {
    const tree = treeOf(text)
    expect(format(tree)).toBe(canonical)
    expect(treeOf(canonical)).toEqual(tree)
  })

  it.each([
    ['fault AND', 9, 'ok'],
    ['(fault', 6, ')'],
    ['fault)', 5, 'AND'],
    ['service("a" { fault }', 12, ')'],
    ['service("a") { fault', 20, '}'],
    ['service("a") { service("b") }', 15, 'fault'],
    ['service("a") { partial }', 15, 'root'],
    ['root', 0, 'fault'],
    ['name = "x"', 0, 'user'],
    ['edge("a") { fault }', 8, ','],
    ['edge("a", "b") { user = "u" }', 17, 'source.annotation[...]'],
    ['source.annotation[x] = 1', 0, 'annotation[...]'],
    ['http.status = "200"', 14, 'number'],
    ['http.status CONTAINS 2', 12, '>='],
    ['user = alice', 7, '"..."'],
    ['user > "a"', 5, 'CONTAINS'],
    ['fault = 1', 8, 'true'],
    ['annotation.a.b = 1', 0, 'annotation[...]'],
    ['annotation[x] > "a"', 16, 'number'],
    ['annotation[x] CONTAINS 5', 23, '"..."'],
    ['annotation[]', 10, 'annotation name'],
    ['annotation[a', 10, ']'],
    ['user IN ("a")', 5, 'OR'],
    ['service(id(colour: "x"))', 11, 'type:'],
    ['service("a") {}', 14, 'fault'],
    ['user = "a', 7, '"'],
  ])('says where and what was expected: %s', (text, start, expected) => {
    const error = errorOf(text)
    expect(error.at.start).toBe(start)
    expect(error.expected).toContain(expected)
    expect(error.message).not.toBe('')
  })

  it.each([
    ['rootcause.fault.exception { last AND message CONTAINS "Lock wait" }', 'rootcause.*', 67],
    ['rootcause.json = #[{"Services":[{"Name":"ledger"}]}]', 'rootcause.*', 52],
    ['group.name = "slow" AND user = "alice"', 'group.*', 19],
  ])('names what it does not support yet: %s', (text, what, end) => {
    const error = errorOf(text)
    expect(error.message).toContain(what)
    expect(error.message).toContain('not support')
    expect(error.at).toEqual({ start: 0, end })
  })

  it('limits nesting, and survives text that nests without end', () => {
    expect(errorOf(`${'('.repeat(100_000)}ok`).message).toContain('nesting')
    expect(errorOf(`${'!'.repeat(100_000)}ok`).message).toContain('nesting')
    expect(format(treeOf(`${'('.repeat(100)}ok${')'.repeat(100)}`))).toBe('ok')
  })
})

describe('entitySelector', () => {
  it('reads a node or an edge', () => {
    expect(entitySelector('service("a")')).toEqual({ ok: true, selector: { kind: 'node', node: { name: 'a' } } })
    expect(entitySelector('EDGE("a", id(type: "t"))')).toEqual({
      ok: true,
      selector: { kind: 'edge', from: { name: 'a' }, to: { type: 't' } },
    })
  })

  it.each([
    '',
    'fault',
    'service("a") { fault }',
    'service("a") AND service("b")',
    '!service("a")',
    `service("${'x'.repeat(500)}")`,
  ])('refuses %s', (text) => {
    expect(entitySelector(text).ok).toBe(false)
  })
})
