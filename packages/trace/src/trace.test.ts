/** The tree, the critical path, the causes, BatchGetTraces' documents, the graph: one drawn case each. */
import { describe, expect, it } from 'vitest'
import { assemble } from './assemble.ts'
import { criticalPathOf } from './critical-path.ts'
import { graphFromTraces, mergeGraphs } from './graph.ts'
import { inferredId, processedDocuments, withoutInferred } from './processed.ts'
import { entity, id, received, T0, TRACE } from './testing.ts'
import { buildTree } from './tree.ts'
import type { WireEntity } from './wire.ts'

describe('critical path', () => {
  const path = (...documents: WireEntity[]) =>
    criticalPathOf(received(...documents))?.parts.map((part) => `${part.name} ${part.exclusiveUs / 1000}`)

  it('goes into the child that returned last, children cut to their parents', () => {
    const children = [
      entity('b', 'early', 10, 40),
      entity('c', 'overlapped', 20, 35), // returned while `early` was still waited for
      entity('d', 'last', 50, 90),
      entity('e', 'outlives its parent', 95, 120),
    ]
    expect(path(entity('a', 'root', 0, 100, { subsegments: children }))).toEqual([
      'root 25',
      'outlives its parent 5',
      'last 40',
      'early 30',
    ])
  })

  it('passes through called segments, whose clock may be off', () => {
    expect(
      path(
        entity('a', 'web', 0, 100, { subsegments: [entity('b', 'api.example', 10, 90, { namespace: 'remote' })] }),
        entity('c', 'api', -50, 60, { parent: 'b' }),
      ),
    ).toEqual(['web 20', 'api.example 30', 'api 50'])
  })

  it('is null while the root is at work, or nothing is there', () => {
    expect(path(entity('a', 'web', 0, null))).toBeUndefined()
    expect(path(entity('b', 'x', 0, 1, { type: 'subsegment', parent: 'a' }))).toBeUndefined()
  })

  it('does not mind a chain of ten thousand', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) =>
      entity((i + 1).toString(16), `n${i}`, 0, 10, i === 0 ? {} : { parent: i.toString(16) }),
    )
    expect(criticalPathOf(received(...chain))?.parts.at(-1)).toMatchObject({ name: 'n9999', exclusiveUs: 10_000 })
    expect(buildTree(received(...chain)).entities.at(-1)).toMatchObject({ depth: 9999 })
  })
})

it('the tree lists called segments below their call, by start', () => {
  const { entities, orphans } = buildTree(
    received(
      entity('a', 'web', 0, 100, {
        subsegments: [
          entity('d', 'later', 50, 60),
          entity('b', 'api.example', 10, 40, { namespace: 'remote' }),
          entity('e', 'db', 70, 80, { namespace: 'remote', sql: {} }),
        ],
      }),
      entity('c', 'api', 12, 38, { parent: 'b' }),
      entity('f', 'alone', 5, 6, { type: 'subsegment', parent: 'a' }),
      entity('9', 'lost', 5, 6, { type: 'subsegment', parent: '99' }),
    ),
  )
  expect(
    entities.map(
      (e) =>
        `${'  '.repeat(e.depth)}${e.name} +${e.below} ${e.node.name} ${e.callee?.name ?? ''}${e.inferred ? ' inferred' : ''}`,
    ),
  ).toEqual([
    'web +5 web ',
    '  alone +0 web ',
    '  api.example +1 web api',
    '    api +0 api ',
    '  later +0 web ',
    '  db +0 web db inferred',
  ])
  expect(orphans.map((orphan) => orphan.name)).toEqual(['lost'])
})

describe('causes', () => {
  const exception = { id: 'eeeeeeeeeeeeeeee', type: 'Boom', message: 'it broke' }
  const deep = (cause: WireEntity['cause']) =>
    entity('b', 'work', 1, 9, { subsegments: [entity('c', 'db', 2, 8, { cause })] })
  const of = (rootCause: WireEntity['cause'], deepCause: WireEntity['cause']) => {
    const tree = buildTree(received(entity('a', 'web', 0, 10, { cause: rootCause, subsegments: [deep(deepCause)] })))
    const { exceptions, unresolved } = tree.causes(0)
    return [...exceptions.map((e) => `${e.type} ${e.message} by ${e.recordedBy.name}`), unresolved]
  }

  it.each<[string, WireEntity['cause'], WireEntity['cause'], (string | null)[]]>([
    ['the exception`s id', 'EEEEEEEEEEEEEEEE', { exceptions: [exception] }, ['Boom it broke by db', null]],
    ['the subsegment`s id', id('c'), { exceptions: [exception] }, ['Boom it broke by db', null]],
    [
      'an object with the subsegment`s id',
      { id: id('c'), exceptions: [] },
      { exceptions: [exception] },
      ['Boom it broke by db', null],
    ],
    ['over two entities', { id: id('b') }, { exceptions: [exception] }, [null]],
    [
      'its own and whatever caused it',
      { exceptions: [{ type: 'Outer', message: 'm', cause: exception.id }] },
      { exceptions: [exception] },
      ['Outer m by web', 'Boom it broke by db', null],
    ],
    ['a message without exceptions', { message: 'slow down' }, {}, ['null slow down by web', null]],
    ['nothing that is here', 'dddddddddddddddd', {}, ['dddddddddddddddd']],
    ['an empty cause', {}, {}, [null]],
    ['itself', id('a'), {}, [null]],
    [
      'a ring',
      { exceptions: [{ ...exception, cause: 'abababababababab' }] },
      { exceptions: [{ id: 'abababababababab', type: 'T', message: 'm', cause: exception.id }] },
      ['Boom it broke by web', 'T m by db', null],
    ],
  ])('%s', (_, root, deepCause, expected) => {
    expect(of(root, deepCause)).toEqual(expected)
  })

  it('a stack without lines, frames or sense', () => {
    const stack = [{ path: 'a.js', line: null, label: 'f' }, 'x', {}] as unknown as []
    const tree = buildTree(received(entity('a', 'web', 0, 1, { cause: { exceptions: [{ stack, truncated: 2 }] } })))
    expect(tree.causes(0).exceptions[0]).toMatchObject({
      stack: [
        { path: 'a.js', line: null, label: 'f' },
        { path: null, line: null, label: null },
      ],
      truncated: 2,
    })
    expect(tree.causes(99)).toEqual({ exceptions: [], unresolved: null })
  })
})

describe('processed documents', () => {
  it('fold, clean and infer', () => {
    const call = entity('B', 'DynamoDB', 1, 9, {
      type: 'subsegment',
      parent: 'A',
      trace_id: TRACE,
      namespace: 'aws',
      error: true,
      throttle: true,
      http: { request: { url: 'u', traced: false }, response: { status: 400 } },
      aws: { operation: 'GetItem', table_name: 'carts' },
      annotations: { a: 1 },
      cause: { exceptions: [{ message: 'm', stack: [] }] },
    })
    const segment = { ...entity('A', 'web', 0, 10, { metadata: { default: { x: 1 } } }), Dummy: false } as WireEntity
    const { segments, durationUs } = processedDocuments(received(call, segment), { settled: true })
    expect(durationUs).toBe(10_000)
    const aws = { operation: 'GetItem', table_name: 'carts', resource_names: ['carts'] }
    const http = { request: { url: 'u' }, response: { status: 400 } }
    expect(segments.map((s) => s.document)).toEqual([
      {
        id: id('a'),
        name: 'web',
        start_time: T0,
        end_time: T0 + 0.01,
        trace_id: TRACE,
        metadata: { default: { x: 1 } },
        subsegments: [
          {
            id: id('b'),
            name: 'DynamoDB',
            start_time: T0 + 0.001,
            end_time: T0 + 0.009,
            namespace: 'aws',
            error: true,
            throttle: true,
            http,
            aws,
            annotations: { a: 1 },
            cause: { exceptions: [{ message: 'm' }] },
          },
        ],
      },
      {
        id: inferredId(TRACE, id('b')),
        name: 'DynamoDB',
        start_time: T0 + 0.001,
        end_time: T0 + 0.009,
        trace_id: TRACE,
        parent_id: id('b'),
        inferred: true,
        http,
        aws,
        throttle: true,
        origin: 'AWS::DynamoDB::Table',
      },
    ])
  })

  it('assemble to the same figures once the service`s own segments are dropped again', () => {
    const docs = received(
      entity('a', 'web', 0, 10, {
        subsegments: [
          entity('b', 'S3', 1, 9, { namespace: 'aws', aws: { operation: 'PutObject', bucket_name: 'b' } }),
          entity('c', 'x', 1, 9, { namespace: 'remote' }),
        ],
      }),
      entity('d', 'f', 2, 8, { parent: 'b', origin: 'AWS::Lambda' }),
    )
    const back = processedDocuments(docs, { settled: true }).segments.map(({ document }, index) => ({
      document,
      receivedUs: index,
      complete: document.in_progress !== true,
    }))
    expect(back).toHaveLength(4)
    expect(assemble(withoutInferred(back), { settled: true })).toEqual(assemble(docs, { settled: true }))
  })

  it('keep a made segment that another names as its parent', () => {
    const made = entity('b', 'SNS', 0, 1, { inferred: true })
    const docs = [
      { document: made },
      { document: entity('c', 'S3', 0, 1, { inferred: true }) },
      { document: entity('d', 'f', 1, 2, { parent: 'b' }) },
    ]
    expect(withoutInferred(docs).map(({ document }) => document.id)).toEqual([id('b'), id('d')])
  })

  it('ids are 16 hex digits and differ', () => {
    const ids = new Set(Array.from({ length: 1000 }, (_, i) => inferredId(TRACE, id(i.toString(16)))))
    expect(ids.size).toBe(1000)
    for (const made of ids) expect(made).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe('graph', () => {
  const call = entity('b', 'api.example', 10, 59_990, { namespace: 'remote' })
  const trace = assemble(
    received(entity('a', 'web', 0, 61_000, { subsegments: [call] }), entity('c', 'api', 20, null, { parent: 'b' })),
    {
      settled: true,
    },
  )
  const at = (ms: number) => (T0 * 1000 + ms) * 1000

  it('takes what ended in the window, and gives every edge both its ends', () => {
    const early = graphFromTraces([trace], { fromUs: at(0), toUs: at(60_000) })
    expect(early.edges.map((edge) => [edge.from.name, edge.to.name, edge.counts.ok])).toEqual([['web', 'api', 1]])
    expect(early.nodes.map((node) => [node.key.name, node.state, node.counts.ok, node.firstUs, node.lastUs])).toEqual([
      ['api', 'unknown', 0, at(10), at(59_990)],
      ['web', 'unknown', 0, at(10), at(59_990)],
    ])
    expect(
      graphFromTraces([trace], { fromUs: at(61_000), toUs: at(61_001) }).nodes.map((node) => node.key.type),
    ).toEqual([null, 'client'])
    expect(graphFromTraces([trace], { fromUs: at(60_000), toUs: at(61_000) })).toEqual({ nodes: [], edges: [] })
  })

  it('merging nothing, or one, changes nothing', () => {
    expect(mergeGraphs([])).toEqual({ nodes: [], edges: [] })
    const graph = graphFromTraces([trace, trace])
    expect(mergeGraphs([graph])).toEqual(graph)
    expect(mergeGraphs([graphFromTraces([trace]), graphFromTraces([trace])])).toEqual(graph)
  })
})
