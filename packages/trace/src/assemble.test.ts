import { describe, expect, it } from 'vitest'
import { type AssembleOptions, assemble, LOGIC_NUMBER, traceVersion } from './assemble.ts'
import { linkedCall, linkTargets } from './links.ts'
import { entity, id, received, T0, TRACE } from './testing.ts'
import type { WireEntity } from './wire.ts'

const SETTLED: AssembleOptions = { settled: true }
const run = (...documents: WireEntity[]) => assemble(received(...documents), SETTLED)

function calls(...documents: WireEntity[]): string[] {
  return run(...documents).called.map(
    (call) =>
      `${call.kind} ${call.from.name}/${call.from.type} -> ${call.to.name}/${call.to.type} ${call.durationUs / 1000}ms` +
      (call.alias === null ? '' : ` alias ${call.alias.name}/${call.alias.type}`),
  )
}

describe('which version of an id wins', () => {
  const early = entity('a', 'first', 0, 10)
  const late = entity('a', 'second', 0, 20)
  const open = entity('a', 'open', 0, null)

  it.each([
    ['complete beats in progress, whichever came first', [open, early], 'first'],
    ['', [early, open], 'first'],
    ['the earliest complete one', [early, late], 'first'],
    ['', [late, early], 'second'],
    ['the earliest in-progress one', [open, entity('a', 'open too', 0, null)], 'open'],
  ])('%s', (_, documents, name) => {
    const trace = run(...documents)
    expect(trace.summary.entryPoint?.name).toBe(name)
    expect(trace.summary.documents).toBe(1)
  })

  it('two complete ones received in the same moment: the same one in any order', () => {
    const docs = received(early, late).map((doc) => ({ ...doc, receivedUs: 7 }))
    expect(assemble(docs, SETTLED)).toEqual(assemble([...docs].reverse(), SETTLED))
  })

  it('an independent subsegment and its inline twin are one: complete first, then the inline one', () => {
    const alone = (endMs: number | null, name: string) =>
      entity('b', name, 1, endMs, { type: 'subsegment', parent: 'a', namespace: 'remote' })
    const holding = (child: WireEntity) => entity('a', 'web', 0, 10, { subsegments: [child] })
    const inline = (endMs: number | null) => entity('b', 'inline', 1, endMs, { namespace: 'remote' })
    expect(calls(holding(inline(5)), alone(6, 'alone'))).toContain('call web/null -> inline/remote 4ms')
    expect(calls(holding(inline(null)), alone(6, 'alone'))).toContain('call web/null -> alone/remote 5ms')
    expect(calls(holding(inline(5)), alone(null, 'alone'))).toContain('call web/null -> inline/remote 4ms')
    expect(run(holding(inline(null)), alone(null, 'alone')).served).toHaveLength(1)
  })
})

describe('callees', () => {
  const call = (name: string, parts: Partial<WireEntity> = {}) =>
    entity('b', name, 2, 8, { namespace: 'remote', ...parts })
  const web = (...subsegments: WireEntity[]) => entity('a', 'web', 0, 10, { subsegments })
  const client = 'client web/client -> web/null 10ms'
  const bucket = { operation: 'PutObject', bucket_name: 'pictures' }

  it.each<[string, WireEntity[], string[]]>([
    ['nobody reports: inferred', [web(call('db.example'))], ['call web/null -> db.example/remote 6ms']],
    [
      'the callee reports: its node, the call`s numbers, an alias',
      [web(call('api.example')), entity('c', 'api', 3, 7, { parent: 'b' })],
      ['call web/null -> api/null 6ms alias api.example/remote'],
    ],
    [
      'a callee still at work is the callee all the same',
      [web(call('api.example')), entity('c', 'api', 3, null, { parent: 'b' })],
      ['call web/null -> api/null 6ms alias api.example/remote'],
    ],
    ['a call still at work counts nowhere', [web(entity('b', 'x', 2, null, { namespace: 'remote' }))], []],
    [
      'local work is no call',
      [web(entity('b', '## work', 2, 8), entity('c', 'more', 2, 8, { namespace: 'local' }))],
      [],
    ],
    [
      'a call below local work starts at the segment',
      [web(entity('d', '## work', 1, 9, { subsegments: [call('x')] }))],
      ['call web/null -> x/remote 6ms'],
    ],
    [
      'below a segment: the child`s own numbers',
      [web(), entity('c', 'api', 3, 7, { parent: 'a' })],
      ['call web/null -> api/null 4ms'],
    ],
    [
      'below local work: the child`s own numbers',
      [web(entity('b', '## work', 2, 8)), entity('c', 'api', 3, 7, { parent: 'b' })],
      ['call web/null -> api/null 4ms'],
    ],
    [
      'two segments of one node below one call: one call',
      [web(call('q')), entity('c', 'api', 3, 7, { parent: 'b' }), entity('d', 'api', 4, 7, { parent: 'b' })],
      ['call web/null -> api/null 6ms alias q/remote'],
    ],
    [
      'two nodes below one call: two',
      [web(call('q')), entity('c', 'api', 3, 7, { parent: 'b' }), entity('d', 'log', 4, 7, { parent: 'b' })],
      ['call web/null -> api/null 6ms alias q/remote', 'call web/null -> log/null 6ms alias q/remote'],
    ],
    [
      'sql',
      [web(call('db@host', { sql: { sanitized_query: 'SELECT 1' } }))],
      ['call web/null -> db@host/Database::SQL 6ms'],
    ],
    [
      'aws without an operation',
      [web(call('Kinesis', { namespace: 'aws' }))],
      ['call web/null -> Kinesis/AWS::Kinesis 6ms'],
    ],
    [
      'aws with a resource but no operation',
      [web(call('S3', { namespace: 'aws', aws: { bucket_name: 'pictures' } }))],
      ['call web/null -> S3/AWS::S3 6ms'],
    ],
    [
      'a bucket',
      [web(call('S3', { namespace: 'aws', aws: bucket }))],
      ['call web/null -> pictures/AWS::S3::Bucket 6ms'],
    ],
    [
      'a table, named in a list of one',
      [web(call('DynamoDB', { namespace: 'aws', aws: { operation: 'PutItem', table_names: ['t'] } }))],
      ['call web/null -> t/AWS::DynamoDB::Table 6ms'],
    ],
    [
      'a queue',
      [web(call('SQS', { namespace: 'aws', aws: { operation: 'SendMessage', queue_url: 'http://q' } }))],
      ['call web/null -> http://q/AWS::SQS::Queue 6ms'],
    ],
    [
      'a topic',
      [web(call('SNS', { namespace: 'aws', aws: { operation: 'Publish', topic_arn: 'arn:t' } }))],
      ['call web/null -> arn:t/AWS::SNS 6ms'],
    ],
    [
      'a function',
      [web(call('Lambda', { namespace: 'aws', aws: { operation: 'Invoke', function_name: 'f' } }))],
      ['call web/null -> f/AWS::Lambda 6ms'],
    ],
    [
      'a function that reports: no alias of its own name',
      [
        web(call('Lambda', { namespace: 'aws', aws: { operation: 'Invoke', function_name: 'f' } })),
        entity('c', 'f', 3, 7, { parent: 'b', origin: 'AWS::Lambda' }),
      ],
      ['call web/null -> f/AWS::Lambda 6ms'],
    ],
    [
      'a bucket that triggers a function: both',
      [
        web(call('S3', { namespace: 'aws', aws: bucket })),
        entity('c', 'f', 3, 7, { parent: 'b', origin: 'AWS::Lambda' }),
      ],
      ['call web/null -> pictures/AWS::S3::Bucket 6ms', 'call web/null -> f/AWS::Lambda 6ms'],
    ],
    [
      'a state machine that reports, spelled by the SDK',
      [
        web(call('STEPFUNCTIONS', { namespace: 'aws' })),
        entity('c', 'M', 3, 7, { parent: 'b', origin: 'AWS::StepFunctions::StateMachine' }),
      ],
      ['call web/null -> M/AWS::StepFunctions::StateMachine 6ms alias STEPFUNCTIONS/AWS::STEPFUNCTIONS'],
    ],
    [
      'a queue read by a service of ours: both',
      [
        web(call('SQS', { namespace: 'aws', aws: { operation: 'SendMessage', queue_url: 'q' } })),
        entity('c', 'worker', 3, 7, { parent: 'b' }),
      ],
      ['call web/null -> q/AWS::SQS::Queue 6ms', 'call web/null -> worker/null 6ms'],
    ],
  ])('%s', (_, documents, expected) => {
    expect(calls(...documents)).toEqual([client, ...expected])
  })

  it('an account of one`s own is left out, another is kept', () => {
    const docs = received(entity('a', 'web', 0, 1, { aws: { account_id: '111122223333' } }))
    expect(assemble(docs, SETTLED).summary.entryPoint?.account).toBe('111122223333')
    expect(assemble(docs, { settled: true, ownAccount: '111122223333' }).summary.entryPoint?.account).toBeNull()
  })
})

describe('classes', () => {
  it.each<[Partial<WireEntity>, string]>([
    [{}, 'ok'],
    [{ error: true }, 'error'],
    [{ fault: true, error: true }, 'fault'],
    [{ throttle: true, fault: true, error: true }, 'throttle'],
    [{ http: { response: { status: 204 } } }, 'ok'],
    [{ http: { response: { status: 404 } } }, 'error'],
    [{ http: { response: { status: 429 } } }, 'throttle'],
    [{ http: { response: { status: 503 } } }, 'fault'],
    // A throttled table answers 400: only the flag knows
    [{ throttle: true, http: { response: { status: 400 } } }, 'throttle'],
    // Lambda: the invocation is 200, the function failed
    [{ error: true, http: { response: { status: 200 } } }, 'error'],
  ])('%j is %s', (parts, expected) => {
    const trace = run(entity('a', 'web', 0, 1, parts))
    expect(trace.served[0]?.responseClass).toBe(expected)
    expect(trace.summary.rootClass).toBe(expected)
  })
})

describe('roots and missing parents', () => {
  it('rings are cut at their first segment', () => {
    const trace = run(
      entity('a', 'first', 0, 9, { parent: 'd', subsegments: [entity('c', 'x', 1, 8, { namespace: 'remote' })] }),
      entity('b', 'second', 2, 7, { parent: 'c', subsegments: [entity('d', 'y', 3, 6, { namespace: 'remote' })] }),
    )
    expect(trace.summary.entryPoint?.name).toBe('first')
    expect(trace.called.map((call) => `${call.kind} ${call.from.name} ${call.to.name}`)).toEqual([
      'client first first',
      'call first second',
      'call second y',
    ])
  })

  it('independent subsegments that hang on each other are orphans', () => {
    const trace = run(
      entity('a', 'web', 0, 9),
      entity('b', 'x', 1, 2, { type: 'subsegment', parent: 'c' }),
      entity('c', 'y', 1, 2, { type: 'subsegment', parent: 'b' }),
      entity('d', 'z', 1, 2, { type: 'subsegment', parent: 'd' }),
    )
    expect(trace).toMatchObject({
      whole: false,
      summary: { partial: true, documents: 4, segments: 1, durationUs: 9000 },
    })
  })

  it('caller and callee may share one id', () => {
    const shared = entity('a', 'web', 0, 9, {
      subsegments: [entity('b', 'api.example', 1, 8, { namespace: 'remote' })],
    })
    expect(calls(shared, entity('b', 'api', 2, 7, { parent: 'b' }))).toContain(
      'call web/null -> api/null 7ms alias api.example/remote',
    )
  })

  it('a root of its own comes before one whose parent is missing', () => {
    const trace = run(entity('b', 'lost', 0, 5, { parent: 'f' }), entity('a', 'web', 1, 9))
    expect(trace.summary.entryPoint?.name).toBe('web')
    expect(trace.summary.partial).toBe(false)
    expect(trace.whole).toBe(false)
    expect(run(entity('b', 'lost', 0, 5, { parent: 'f' })).summary.partial).toBe(true)
  })
})

describe('times', () => {
  it('an end before the start is no time at all, and lengthens nothing', () => {
    const trace = run(entity('a', 'web', 10, 5), entity('b', 'late', 12, 11, { parent: 'a' }))
    expect(trace.served.map((row) => row.durationUs)).toEqual([0, 0])
    expect(trace.summary).toMatchObject({ durationUs: 2000, responseTimeUs: 0 })
  })

  it('touched minutes are the ends of everything complete', () => {
    const trace = run(
      entity('a', 'web', 0, 200_000, {
        subsegments: [entity('b', 'x', 0, 1), entity('c', 'y', 0, 70_000), entity('d', 'z', 0, null)],
      }),
    )
    const minute = (ms: number) => Math.floor((T0 + ms / 1000) / 60)
    expect(trace.touchedMinutes).toEqual([...new Set([minute(1), minute(70_000), minute(200_000)])])
    for (const row of [...trace.served, ...trace.called]) {
      expect(trace.touchedMinutes).toContain(Math.floor(row.endUs / 60e6))
    }
  })
})

describe('what is indexed', () => {
  it('the first 50 annotations, of kinds that can be searched', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k${i}`, i]))
    const odd = { list: [1], nested: { a: 1 }, none: null, text: 'x', yes: true } as Record<string, unknown>
    const { summary } = run(
      entity('a', 'web', 0, 1, { annotations: odd }),
      entity('b', 'api', 0, 1, { parent: 'a', annotations: many }),
    )
    expect(summary.annotations).toHaveLength(50)
    expect(summary.annotations.slice(0, 3).map(({ key, value }) => [key, value])).toEqual([
      ['text', 'x'],
      ['yes', true],
      ['k0', 0],
    ])
  })

  it('a value seen on two nodes is one annotation; another type is another', () => {
    const { summary } = run(
      entity('a', 'web', 0, 1, { annotations: { tenant: '1' }, user: 'u' }),
      entity('b', 'api', 0, 1, { parent: 'a', annotations: { tenant: '1', rank: 1 }, user: 'u' }),
      entity('c', 'log', 0, 1, { parent: 'a', annotations: { tenant: 1 } }),
    )
    expect(summary.annotations.map(({ key, value, nodes }) => [key, value, nodes.map((node) => node.name)])).toEqual([
      ['tenant', '1', ['web', 'api']],
      ['rank', 1, ['api']],
      ['tenant', 1, ['log']],
    ])
    expect(summary.users.map(({ name, nodes }) => [name, nodes.map((node) => node.name)])).toEqual([
      ['u', ['web', 'api']],
    ])
  })

  it('a segment answers for its local work, a call for itself', () => {
    const trace = run(
      entity('a', 'web', 0, 9, {
        annotations: { own: 1 },
        subsegments: [
          entity('b', '## work', 1, 2, { annotations: { local: 2 } }),
          entity('c', 'db', 3, 4, { namespace: 'remote', annotations: { call: 3 } }),
        ],
      }),
    )
    const keys = (rows: readonly { annotations: readonly (readonly [string, unknown])[] }[]) =>
      rows.map((row) => row.annotations.map(([key]) => key))
    expect(keys(trace.served)).toEqual([['own', 'local'], []])
    expect(keys(trace.called)).toEqual([['own'], ['call']])
  })
})

describe('links', () => {
  const other = '1-6ab13b80-ffffffffffffffffffffffff'
  const consumer = entity('a', 'worker', 5000, 6000, {
    links: [{ trace_id: other.toUpperCase(), id: id('cc').toUpperCase() }, {}],
  })
  const queue = { name: 'q', type: 'AWS::SQS::Queue', account: null }

  it('are asked for, resolved from the other trace`s calls, and drawn with the age of the message', () => {
    const docs = received(consumer)
    expect(linkTargets(docs)).toEqual([{ traceId: other, id: id('cc') }])
    const producer = assemble(
      received(
        entity('f', 'shop', 0, 1000, {
          subsegments: [
            entity('cc', 'SQS', 100, 900, { namespace: 'aws', aws: { operation: 'SendMessage', queue_url: 'q' } }),
          ],
        }),
      ),
      SETTLED,
    )
    const call = linkedCall(producer, id('cc'))!
    expect(call).toEqual({ node: queue, endUs: (T0 * 1000 + 900) * 1000 })
    const linked = new Map([[`${other}:${id('cc')}`, call]])
    const trace = assemble(docs, { settled: false, linked })
    expect(trace.settled).toBe(true)
    expect(trace.called.filter((row) => row.kind === 'link')).toMatchObject([
      { from: queue, to: { name: 'worker' }, durationUs: 4_100_000, entityId: id('a') },
    ])
    expect(trace.summary.nodes).toContainEqual(queue)
  })

  it('wait while nothing is known of the other trace, then are dropped', () => {
    expect(assemble(received(consumer), { settled: false })).toMatchObject({ settled: false, whole: true })
    expect(assemble(received(consumer), SETTLED).called.map((call) => call.kind)).toEqual(['client'])
  })

  it('within the trace are resolved from its own calls', () => {
    const trace = run(
      entity('f', 'shop', 0, 1000, { subsegments: [entity('cc', 'x', 100, 900, { namespace: 'remote' })] }),
      entity('a', 'worker', 5000, 6000, { links: [{ trace_id: TRACE, id: id('cc') }] }),
    )
    expect(trace.called.filter((row) => row.kind === 'link')).toMatchObject([
      { from: { name: 'x' }, durationUs: 4_100_000 },
    ])
  })
})

it('a version grows with knowledge first, then with being settled', () => {
  const order = [
    { knowledge: 1, settled: false },
    { knowledge: 1, settled: true },
    { knowledge: 2, settled: false },
    { knowledge: 3, settled: true },
  ].map(traceVersion)
  expect([...order].sort((a, b) => (a < b ? -1 : 1))).toEqual(order)
  expect(order[0]! >> 32n).toBe(BigInt(LOGIC_NUMBER))
})

it('members of the wrong type are passed over', () => {
  const odd = {
    ...entity('a', 'web', 0, 9),
    http: 'no',
    aws: [],
    sql: 5,
    annotations: 'x',
    links: {},
    user: 7,
    cause: 5,
    subsegments: [{ ...entity('b', 'S3', 1, 2), namespace: 'aws', aws: null, http: null, subsegments: null }],
  } as unknown as WireEntity
  const trace = run(odd)
  expect(trace.served.map((row) => row.node.name)).toEqual(['web', 'S3'])
  expect(trace.summary).toMatchObject({ http: null, users: [], annotations: [] })
})
