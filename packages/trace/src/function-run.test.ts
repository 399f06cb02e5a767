import { describe, expect, it } from 'vitest'
import { assemble, traceVersion } from './assemble.ts'
import { graphFromTraces } from './graph.ts'
import type { AssembledTrace } from './model.ts'
import { processedDocuments, withoutInferred } from './processed.ts'
import { entity, id, received, T0 } from './testing.ts'
import type { WireEntity } from './wire.ts'

const sub = (...parts: Parameters<typeof entity>): WireEntity => ({ ...entity(...parts), type: 'subsegment' })
const table = { namespace: 'aws', aws: { operation: 'PutItem', table_name: 'carts' } }

const nodesOf = (trace: AssembledTrace) =>
  graphFromTraces([trace]).nodes.map(({ key, state }) => `${key.name} / ${key.type} ${state}`)
const edgesOf = (trace: AssembledTrace) =>
  graphFromTraces([trace]).edges.map(({ from, to }) => `${from.name}/${from.type} -> ${to.name}/${to.type}`)

/** As an SDK sends it from a function: each subsegment by itself, the inner ones first, all below a segment that is Lambda's to send. */
const run = [
  sub('c1', 'DynamoDB', 20, 60, { parent: 'b1', ...table }),
  sub('b1', '## index.handler', 10, 90, { parent: 'f1' }),
]

describe('subsegments of a function whose segment nobody sends', () => {
  it('wait for it while the trace is not settled', () => {
    const waiting = assemble(received(...run), { settled: false })
    expect(waiting).toMatchObject({ settled: false, whole: false, summary: { durationUs: null, segments: 0 } })
    expect(nodesOf(waiting)).toEqual([])
    expect(processedDocuments(received(...run), { settled: false })).toMatchObject({ segments: [], durationUs: null })
  })

  it('get a facade then, marked inferred and partial', () => {
    const trace = assemble(received(...run), { settled: true })
    expect(nodesOf(trace)).toEqual([
      'carts / AWS::DynamoDB::Table unknown',
      'index.handler / AWS::Lambda::Function unknown',
      'index.handler / client unknown',
    ])
    expect(edgesOf(trace)).toEqual([
      'index.handler/AWS::Lambda::Function -> carts/AWS::DynamoDB::Table',
      'index.handler/client -> index.handler/AWS::Lambda::Function',
    ])
    expect(trace.summary).toMatchObject({ durationUs: 80_000, responseTimeUs: 80_000, partial: true, segments: 2 })
    const { segments } = processedDocuments(received(...run), { settled: true })
    expect(segments[0]?.document).toMatchObject({
      id: id('f1'),
      origin: 'AWS::Lambda::Function',
      inferred: true,
      start_time: T0 + 0.01,
      end_time: T0 + 0.09,
      subsegments: [{ name: '## index.handler', subsegments: [{ name: 'DynamoDB' }] }],
    })
  })

  it('read back from the X-Ray API make the same trace', () => {
    const read = withoutInferred(processedDocuments(received(...run), { settled: true }).segments)
    const again = assemble(
      read.map(({ document }) => ({ document, receivedUs: 0, complete: true })),
      { settled: true },
    )
    const first = assemble(received(...run), { settled: true })
    expect(again.served).toEqual(first.served)
    expect(again.called).toEqual(first.called)
    expect(again.summary).toEqual({ ...first.summary, documents: 1 })
  })

  it('belong to the real segment when it comes, whose row wins', () => {
    const real = entity('f1', 'resize', 0, 100, { origin: 'AWS::Lambda::Function' })
    const late = assemble(received(...run, real), { settled: true })
    expect(nodesOf(late)).toContain('resize / AWS::Lambda::Function active')
    expect(nodesOf(late).join()).not.toContain('index.handler')
    expect(traceVersion(late)).toBeGreaterThan(traceVersion(assemble(received(...run), { settled: true })))
  })

  it('are named by what they say of the function', () => {
    const name = (parts: Partial<WireEntity>, called = 'work') =>
      nodesOf(assemble(received(sub('b1', called, 0, 10, { parent: 'f1', ...parts })), { settled: true }))[0]
    const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:resize:live'
    expect(name({ aws: { function_arn: arn } })).toBe('resize / AWS::Lambda::Function unknown')
    expect(name({ annotations: { ColdStart: true, Service: 'pay' } }, '## h')).toBe(
      'pay / AWS::Lambda::Function unknown',
    )
    expect(name({ annotations: { ColdStart: true, Service: 'service_undefined' } }, '## h')).toBe(
      'h / AWS::Lambda::Function unknown',
    )
    expect(name({ metadata: { default: { 'faas.name': 'thumbs' } } })).toBe('thumbs / AWS::Lambda::Function unknown')
    expect(name({})).toBe('function / AWS::Lambda::Function unknown')
  })

  it('ended as the subsegment around the whole handler did; a failed call may have been coped with', () => {
    const classes = (...docs: WireEntity[]) => assemble(received(...docs), { settled: true }).summary.rootClass
    expect(classes(sub('b1', 'handler', 0, 10, { parent: 'f1', fault: true }))).toBe('fault')
    expect(classes(sub('b1', 'api.example.com', 0, 10, { parent: 'f1', namespace: 'remote', fault: true }))).toBe('ok')
  })

  it('may be many, but for a segment that streams', () => {
    const handler = sub('b1', '## index.handler', 0, 90, { parent: 'f1' })
    const below = leaves(200).map((leaf) => ({ ...leaf, parent_id: id('b1') }))
    for (const docs of [leaves(29), [handler, ...below]])
      expect(nodesOf(assemble(received(...docs), { settled: true })).join()).toContain('AWS::Lambda::Function')
  })

  it('may have called services that report', () => {
    const call = sub('c1', 'pay.internal', 0, 50, { parent: 'f1', namespace: 'remote' })
    const callee = entity('d1', 'pay', 10, 40, { parent: 'c1' })
    expect(edgesOf(assemble(received(call, callee), { settled: true }))).toContain(
      'function/AWS::Lambda::Function -> pay/null',
    )
  })
})

/** Calls directly below one segment, each sent by itself. */
const leaves = (count: number) =>
  Array.from({ length: count }, (_, i) => sub((0xb000 + i).toString(16), 'work', i, i + 1, { parent: 'f1' }))

describe('ordinary orphans stay what they are', () => {
  it.each([
    [
      'a tree, as a segment streams it',
      [sub('b1', 'batch', 0, 10, { parent: 'f1', subsegments: [entity('c1', 'x', 1, 2)] })],
    ],
    ['still open', [{ ...sub('b1', 'batch', 0, null, { parent: 'f1' }) }]],
    ['below two parents', [sub('b1', 'a', 0, 10, { parent: 'f1' }), sub('b2', 'b', 0, 10, { parent: 'f2' })]],
    ['beside a segment', [entity('a1', 'web', 0, 10), sub('b1', 'a', 0, 10, { parent: 'f1' })]],
    [
      'a span of another tracer',
      [sub('b1', 'a', 0, 10, { parent: 'f1', error: false, fault: false, throttle: false })],
    ],
    ['as many as a flat segment begins to stream with', leaves(30)],
    ['its own parent', [sub('b1', 'a', 0, 10, { parent: 'b1' })]],
  ])('%s', (_, docs) => {
    const trace = assemble(received(...docs), { settled: true })
    expect(trace.summary.partial).toBe(true)
    expect(nodesOf(trace).join()).not.toContain('Lambda')
    expect(
      processedDocuments(received(...docs), { settled: true }).segments.map(({ document }) => document.name),
    ).toEqual(docs.flatMap((doc) => (doc.type === 'subsegment' ? [] : [doc.name])))
  })

  it('even beside a segment, a tree that says it is a function`s gets its facade', () => {
    const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:resize'
    const inner = entity('c1', 'Invocation', 1, 2, { aws: { function_arn: arn } })
    const docs = [entity('a1', 'web', 0, 10), sub('b1', 'batch', 0, 10, { parent: 'f1', subsegments: [inner] })]
    expect(nodesOf(assemble(received(...docs), { settled: true }))).toContain('resize / AWS::Lambda::Function unknown')
  })
})

describe('subsegments that hang below the call that invoked their function', () => {
  const caller = (call: Partial<WireEntity>, name = 'Lambda') =>
    entity('a1', 'web', 0, 100, { subsegments: [entity('b1', name, 10, 90, { ...call })] })
  const work = sub('c1', 'DynamoDB', 20, 60, { parent: 'b1', ...table })

  it.each([
    ['through an AWS client', caller({ namespace: 'aws', aws: { operation: 'Invoke', function_name: 'resize' } })],
    [
      'over HTTP, as a local runtime is asked',
      caller(
        {
          namespace: 'remote',
          http: { request: { url: 'http://127.0.0.1:9000/2015-03-31/functions/resize/invocations' } },
        },
        '127.0.0.1',
      ),
    ],
  ])('are the function`s: %s', (_, segment) => {
    const before = assemble(received(segment, work), { settled: false })
    expect(before.settled).toBe(false)
    const trace = assemble(received(segment, work), { settled: true })
    expect(edgesOf(trace)).toEqual([
      'resize/AWS::Lambda::Function -> carts/AWS::DynamoDB::Table',
      'web/null -> resize/AWS::Lambda::Function',
      'web/client -> web/null',
    ])
    expect(traceVersion(trace)).toBeGreaterThan(traceVersion(before))
  })

  it('unless they are the call`s own phases', () => {
    const segment = caller({ namespace: 'aws', aws: { operation: 'Invoke', function_name: 'resize' } })
    const phase = sub('c1', 'attempt', 20, 60, { parent: 'b1' })
    expect(edgesOf(assemble(received(segment, phase), { settled: true }))).toContain('web/null -> resize/AWS::Lambda')
  })
})
