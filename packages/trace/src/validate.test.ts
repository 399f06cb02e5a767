import { describe, expect, it } from 'vitest'
import { parseTraceId, w3cTraceId } from './ids.ts'
import { validateDocument } from './validate.ts'

const TRACE = '1-5759e988-bd862e3fe1be46a994272793'
const segment = { id: '53995c3f42cd8ad8', name: 'api', trace_id: TRACE, start_time: 1.5, end_time: 2 }
const independent = { ...segment, type: 'subsegment', parent_id: '0123456789abcdef' }
const inline = { id: '1111111111111111', name: 'work', start_time: 1.6, end_time: 1.7 }

const without = (document: object, member: string) =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== member))

describe('rejected', () => {
  it.each([
    ['not JSON', '{"id":', null, 'ParseError', 'entity'],
    ['an array', '[]', null, 'ParseError', 'entity'],
    ['null', 'null', null, 'ParseError', 'entity'],
    ['a number', '5', null, 'ParseError', 'entity'],
    ['type', { ...segment, type: 'span' }, segment.id, 'UnknownType', 'entity'],
    ['type before a missing id', { type: 'span' }, null, 'UnknownType', 'entity'],
    ['no id', without(segment, 'id'), null, 'MissingId', 'segment'],
    ['no id of a subsegment', without(independent, 'id'), null, 'MissingId', 'subsegment'],
    ['short id', { ...segment, id: 'abc' }, 'abc', 'InvalidId', 'segment'],
    ['id of another alphabet', { ...segment, id: 'zzzzzzzzzzzzzzzz' }, 'zzzzzzzzzzzzzzzz', 'InvalidId', 'segment'],
    ['numeric id', { ...segment, id: 5 }, null, 'InvalidId', 'segment'],
    ['id before name', { id: 'x' }, 'x', 'InvalidId', 'segment'],
    ['no name', without(segment, 'name'), segment.id, 'MissingName', 'segment'],
    ['empty name', { ...segment, name: '' }, segment.id, 'MissingName', 'segment'],
    ['name before trace id', { id: segment.id, name: '' }, segment.id, 'MissingName', 'segment'],
    ['no trace id', without(segment, 'trace_id'), segment.id, 'MissingTraceId', 'segment'],
    [
      'bare hex trace id',
      { ...segment, trace_id: '5759e988bd862e3fe1be46a994272793' },
      segment.id,
      'InvalidTraceId',
      'segment',
    ],
    ['no start', without(segment, 'start_time'), segment.id, 'MissingStartTime', 'segment'],
    ['start as text', { ...segment, start_time: '1.5' }, segment.id, 'MissingStartTime', 'segment'],
    [
      'in progress with an end',
      { ...segment, in_progress: true },
      segment.id,
      'InProgressSegmentHasEndTime',
      'segment',
    ],
    [
      'the same of a subsegment',
      { ...independent, in_progress: true },
      segment.id,
      'InProgressSubsegmentHasEndTime',
      'subsegment',
    ],
    ['no end', without(segment, 'end_time'), segment.id, 'MissingEndTime', 'segment'],
    [
      'no end and in_progress false',
      { ...without(segment, 'end_time'), in_progress: false },
      segment.id,
      'MissingEndTime',
      'segment',
    ],
    ['no parent', without(independent, 'parent_id'), segment.id, 'MissingParentId', 'subsegment'],
    ['bad parent', { ...independent, parent_id: 'abc' }, segment.id, 'InvalidParentId', 'subsegment'],
    [
      'times before parent',
      { ...without(independent, 'parent_id'), end_time: null },
      segment.id,
      'MissingEndTime',
      'subsegment',
    ],
    [
      'a bad inline child',
      { ...segment, subsegments: [inline, without(inline, 'id')] },
      segment.id,
      'MissingId',
      'subsegment',
    ],
    [
      'a bad grandchild',
      { ...segment, subsegments: [{ ...inline, subsegments: [{ ...inline, in_progress: true }] }] },
      segment.id,
      'InProgressSubsegmentHasEndTime',
      'subsegment',
    ],
    [
      'own faults before a child`s',
      { ...without(segment, 'end_time'), subsegments: [{}] },
      segment.id,
      'MissingEndTime',
      'segment',
    ],
    ['a child that is no object', { ...segment, subsegments: [7] }, segment.id, 'ParseError', 'entity'],
  ])('%s', (_, document, id, code, kind) => {
    const result = validateDocument(typeof document === 'string' ? document : JSON.stringify(document))
    const tail = kind === 'subsegment' ? ', Cause: null' : ''
    expect(result).toEqual({ ok: false, id, code, message: `Invalid ${kind}. ErrorCode: ${code}${tail}` })
  })
})

describe('accepted', () => {
  it.each([
    ['a segment', segment, 'segment', true],
    ['type segment', { ...segment, type: 'segment' }, 'segment', true],
    ['type null', { ...segment, type: null }, 'segment', true],
    ['in_progress false', { ...segment, in_progress: false }, 'segment', true],
    ['in progress', { ...without(segment, 'end_time'), in_progress: true }, 'segment', false],
    ['an end before the start', { ...segment, end_time: 1 }, 'segment', true],
    ['an independent subsegment', independent, 'subsegment', true],
    // Python and .NET repeat the document's members on inline subsegments
    ['inline members of a document', { ...segment, subsegments: [{ ...inline, ...independent }] }, 'segment', true],
    [
      'an inline child in progress',
      { ...segment, subsegments: [{ ...without(inline, 'end_time'), in_progress: true }] },
      'segment',
      true,
    ],
    ['an odd parent of a segment', { ...segment, parent_id: 'outside' }, 'segment', true],
    ['subsegments that are no list', { ...segment, subsegments: {} }, 'segment', true],
  ])('%s', (_, document, kind, complete) => {
    expect(validateDocument(JSON.stringify(document))).toMatchObject({
      ok: true,
      kind,
      complete,
      traceId: TRACE,
      id: segment.id,
    })
  })

  it('any case of ids, normalised', () => {
    const result = validateDocument(
      JSON.stringify({ ...segment, id: 'ABCDEFABCDEFABCD', trace_id: TRACE.toUpperCase() }),
    )
    expect(result).toMatchObject({ ok: true, id: 'abcdefabcdefabcd', traceId: TRACE, doc: { trace_id: TRACE } })
  })

  it('a long name is cut to 200, not through a character', () => {
    const cut = (name: string) => {
      const result = validateDocument(JSON.stringify({ ...segment, name }))
      return result.ok ? result.doc.name : result.message
    }
    expect(cut('x'.repeat(300))).toBe('x'.repeat(200))
    expect(cut(`${'x'.repeat(199)}😀 and more`)).toBe('x'.repeat(199))
  })

  it('a tree as deep as 64 kB allow', () => {
    const depth = 900
    const open = '{"id":"1111111111111111","name":"n","start_time":1,"end_time":2,"subsegments":['
    const text = `{"id":"${segment.id}","name":"n","trace_id":"${TRACE}","start_time":1,"end_time":2,"subsegments":[${open.repeat(depth)}${']}'.repeat(depth)}]}`
    expect(validateDocument(text).ok).toBe(true)
  })
})

it('ids are looked up in both forms', () => {
  expect(parseTraceId(TRACE.toUpperCase())).toBe(TRACE)
  expect(parseTraceId('5759E988BD862E3FE1BE46A994272793')).toBe(TRACE)
  expect(w3cTraceId(TRACE)).toBe('5759e988bd862e3fe1be46a994272793')
  for (const wrong of ['', '1-5759e988', `${TRACE}0`, '2-5759e988-bd862e3fe1be46a994272793']) {
    expect(parseTraceId(wrong)).toBeNull()
  }
})
