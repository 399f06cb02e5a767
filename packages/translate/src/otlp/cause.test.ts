import { describe, expect, it } from 'vitest'
import { one, pairs, parentId, type Value } from './testing.ts'

const thrown = (language: string, stack: string, span: object = {}) => {
  const attributes = pairs({ 'exception.type': 'Outer', 'exception.message': 'gone', 'exception.stacktrace': stack })
  const document = one(
    { kind: 2, status: { code: 2 }, events: [{ name: 'exception', attributes }], ...span },
    { 'service.name': 'shop', 'telemetry.sdk.language': language },
  )
  return typeof document.cause === 'object' ? (document.cause.exceptions ?? []) : []
}

describe('an exception and what caused it', () => {
  it('in Java', () => {
    const stack = [
      'Outer: gone',
      '\tat app//com.shop.Orders.load(Orders.java:12)',
      '\tat com.shop.Main.main(Main.java)',
      '\tSuppressed: java.lang.IllegalStateException: closed',
      '\t\tat com.shop.Pool.close(Pool.java:9)',
      'Caused by: java.sql.SQLException: connection lost: db',
      '\tat com.shop.Db.query(Db.java:40)',
      '\t... 2 more',
    ].join('\n')
    const [outer, cause, ...rest] = thrown('java', stack)
    expect(rest).toEqual([])
    expect(outer).toMatchObject({
      type: 'Outer',
      message: 'gone',
      cause: cause?.id,
      stack: [
        { path: 'Orders.java', line: 12, label: 'com.shop.Orders.load' },
        { path: 'Main.java', label: 'com.shop.Main.main' },
      ],
    })
    expect(cause).toMatchObject({
      type: 'java.sql.SQLException',
      message: 'connection lost: db',
      truncated: 2,
      stack: [{ path: 'Db.java', line: 40, label: 'com.shop.Db.query' }],
    })
  })

  it.each([
    'During handling of the above exception, another exception occurred:',
    'The above exception was the direct cause of the following exception:',
  ])('in Python: %s', (between) => {
    const stack = [
      'Traceback (most recent call last):',
      '  File "/app/db.py", line 3, in query',
      '    raise KeyError("k")',
      "KeyError: 'k'",
      '',
      between,
      '',
      'Traceback (most recent call last):',
      '  File "/app/main.py", line 9, in main',
      '    load()',
      '  File "/app/orders.py", line 5, in load',
      '    raise Outer("gone")',
      'Outer: gone',
      '',
    ].join('\n')
    const [outer, cause] = thrown('python', stack)
    expect(outer).toMatchObject({
      type: 'Outer',
      cause: cause?.id,
      stack: [
        { path: '/app/orders.py', line: 5, label: 'load' },
        { path: '/app/main.py', line: 9, label: 'main' },
      ],
    })
    expect(cause).toMatchObject({
      type: 'KeyError',
      message: "'k'",
      stack: [{ path: '/app/db.py', line: 3, label: 'query' }],
    })
  })
})

describe('without an exception event', () => {
  const failed = (attributes: Readonly<Record<string, Value>>, status: object) =>
    one({ kind: 2, attributes: pairs(attributes), status }).cause

  it('the status says it', () =>
    expect(failed({}, { code: 2, message: 'boom' })).toMatchObject({ exceptions: [{ message: 'boom' }] }))
  it('error.type says what', () =>
    expect(failed({ 'error.type': 'java.net.ConnectException' }, { code: 2 })).toMatchObject({
      exceptions: [{ type: 'java.net.ConnectException' }],
    }))
  it('a status code is no type', () =>
    expect(failed({ 'error.type': '500', 'http.response.status_code': 500 }, { code: 2 })).toBeUndefined())
  it('a span that did not fail has none', () => expect(failed({}, { code: 1, message: 'fine' })).toBeUndefined())
})

it('a call that threw did so remotely', () =>
  expect(thrown('java', '', { kind: 3, parentSpanId: parentId })).toMatchObject([{ type: 'Outer', remote: true }]))

it("the AWS SDK's failed attempts are told one by one", () => {
  const attempt = {
    name: 'HTTP request failure',
    timeUnixNano: '1763460012200000000',
    attributes: pairs({ 'http.response.status_code': 503, 'aws.http.error_message': 'SlowDown' }),
  }
  const document = one({
    kind: 3,
    parentSpanId: parentId,
    attributes: pairs({ 'rpc.system': 'aws-api' }),
    events: [attempt],
  })
  expect(document.cause).toMatchObject({
    exceptions: [{ type: 'aws.http.error.event', message: '503@1763460012.200000@SlowDown', remote: true }],
  })
})
