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
    // groups and root causes
    ['group.name = "slow" AND user = "alice"', 'group.name = "slow" AND user = "alice"'],
    ['Group.ARN != "arn:x"', 'group.arn != "arn:x"'],
    [
      'rootcause.fault.exception { last AND message CONTAINS "Lock wait" }',
      'rootcause.fault.exception { last AND message CONTAINS "Lock wait" }',
    ],
    [
      'RootCause.ResponseTime.Entity{remote and coverage>0.7}',
      'rootcause.responsetime.entity { remote AND coverage > 0.7 }',
    ],
    [
      'rootcause.error.service { first=true index<=5 inferred type = "x" OR name != "y" }',
      'rootcause.error.service { first AND index <= 5 AND inferred AND type = "x" OR name != "y" }',
    ],
    [
      'rootcause.json = #[ {"Services" : [{"Name":"led\\u0067er", "EntityPath":[{"Coverage":1e-1,"Remote":false}]}]} ]',
      'rootcause.json = #[{"Services":[{"Name":"ledger","EntityPath":[{"Coverage":0.1,"Remote":false}]}]}]',
    ],
    [
      'rootcause.json != #[{},{"ClientImpacting":true,"Services":[]}] OR ok',
      'rootcause.json != #[{}, {"ClientImpacting":true,"Services":[]}] OR ok',
    ],
    // additions of ours
    ['user IN ("a", "b")', 'user IN ("a", "b")'],
    ['user not in ("a")', '!user IN ("a")'],
    [
      'annotation[x] IN (1, "a", true) AND http.status in (200)',
      'annotation[x] IN (1, "a", true) AND http.status IN (200)',
    ],
    ['http.url matches "*/cart?"', 'http.url MATCHES "*/cart?"'],
    ['responsetime > 500ms', 'responsetime > 0.5'],
    ['duration < 1.5H OR duration > 20us', 'duration < 5400 OR duration > 0.00002'],
    ['http.status = 200ok', 'http.status = 200 AND ok'],
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
    ['user IN "a"', 8, '('],
    ['user IN ("a"', 12, ')'],
    ['user IN ("a", 1)', 14, '"..."'],
    ['http.status IN (200, 5s)', 21, 'number'],
    ['ok IN (true)', 3, '='],
    // root causes
    ['rootcause.fault', 0, 'rootcause.fault.service {...}'],
    ['rootcause.responsetime.exception { last }', 0, 'rootcause.responsetime.entity {...}'],
    ['rootcause.fault.entity', 22, '{'],
    ['rootcause.fault.entity { }', 25, 'remote'],
    ['rootcause.fault.entity { coverage > 0.5 }', 25, 'remote'],
    ['rootcause.fault.entity { fault }', 25, 'index'],
    ['rootcause.fault.exception { annotation[a] }', 28, 'message'],
    ['rootcause.fault.service { service("a") }', 26, 'inferred'],
    ['service("a") { rootcause.fault.service { last } }', 15, 'root'],
    ['last', 0, 'fault'],
    ['message = "x"', 0, 'user'],
    ['coverage > 1', 0, 'duration'],
    ['rootcause.json', 14, '='],
    ['rootcause.json = "x"', 17, '#[{...}]'],
    ['rootcause.json = [{}]', 17, '#[{...}]'],
    ['rootcause.json = #{}', 18, '['],
    ['rootcause.json = #[]', 18, '{"Services":[...]}'],
    ['rootcause.json = #[{"Service":[]}]', 20, 'Services'],
    ['rootcause.json = #[{"Services":[{"Name":1}]}]', 40, '"..."'],
    ['rootcause.json = #[{"Services":[{"Name":"a"}', 44, ']'],
    ['rootcause.json = #[{"Services":[{"Name":"a" "Type":"b"}]}]', 44, '}'],
    ['rootcause.json = #[1]', 19, '{'],
    ['rootcause.json = #[{"ClientImpacting":"yes"}]', 38, 'true'],
    // groups
    ['group.name', 10, '='],
    ['group.name > "a"', 11, '='],
    ['group.name = slow', 13, '"..."'],
    ['group.colour = "red"', 0, 'group.name'],
    ['service("a") { group.name = "g" }', 15, 'fault'],
    ["user = 'a'", 7, '"'],
    ['user = \u201ca\u201d', 7, '"'],
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
    ['user NOT IN ("a")', 'NOT', 5, 'a = "x" OR a = "y"'],
    ['user in ("a")', 'IN', 5, 'a = "x" OR a = "y"'],
    ['not ok', 'NOT', 0, '!'],
    ['http.url MATCHES "*/cart"', 'MATCHES', 9, 'BEGINSWITH, CONTAINS or ENDSWITH'],
    ['service("a") { responsetime > 500ms }', 'unit', 30, 'seconds'],
  ])('notes what X-Ray does not know, and refuses it where asked to: %s', (text, _form, start, expected) => {
    expect(parse(text).ok && treeOf(text)).toBeTruthy()
    const strict = parse(text, { strict: true })
    expect(strict).toMatchObject({ ok: false, error: { at: { start }, expected: [expected] } })
    if (!strict.ok) expect(strict.error.message).toContain('X-Ray does not know')
  })

  it('says which forms it noted', () => {
    const parsed = parse('NOT ok AND user IN ("a") OR duration < 2m')
    expect(parsed.ok && parsed.expression.extensions).toEqual([
      { form: 'NOT', at: { start: 0, end: 3 } },
      { form: 'IN', at: { start: 16, end: 18 } },
      { form: 'unit', at: { start: 39, end: 41 } },
    ])
    expect(parse('!ok AND user = "a"')).not.toHaveProperty('expression.extensions')
  })

  it('refuses a member twice', () => {
    expect(errorOf('rootcause.json = #[{"Services":[{"Name":"a","Name":"a"}]}]')).toEqual({
      message: 'Name stands here twice.',
      at: { start: 44, end: 50 },
      expected: [],
    })
  })

  it.each([
    ['ok ', 700],
    ['edge{ok} ', 140],
    ['edge{source.annotation[k]="v"} ', 41],
  ])('limits what is asked at once, and says where it is too much: %s', (piece, most) => {
    expect(parse(piece.repeat(most)).ok).toBe(true)
    const { message, at } = errorOf(piece.repeat(most + 1))
    expect(message).toContain('too much at once')
    expect(at.start).toBeGreaterThanOrEqual(piece.length * most)
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
