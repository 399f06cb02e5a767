/** Where a service begins: by kind, by the missing parent, by the flags, by `aws.span.kind`. */
import { expect, it } from 'vitest'
import { pairs, parentId, request } from './testing.ts'

const remote = 0x300
const shape = (span: object, resource?: Record<string, string>) =>
  request({ name: 'work', ...span }, resource).documents.map(
    ({ name, type, namespace }) => `${type ?? 'segment'} ${name}${namespace === undefined ? '' : ` (${namespace})`}`,
  )

it.each<[string, object, string[]]>([
  ['a server', { kind: 2, parentSpanId: parentId }, ['segment shop']],
  ['a server without parent', { kind: 2 }, ['segment shop']],
  ['work below work', { kind: 1, parentSpanId: parentId }, ['subsegment work']],
  [
    'work below work of the same process, said so',
    { kind: 1, parentSpanId: parentId, flags: 0x101 },
    ['subsegment work'],
  ],
  ['work below another process', { kind: 1, parentSpanId: parentId, flags: remote }, ['segment shop']],
  ['a timer', { kind: 1 }, ['segment shop']],
  ['a consumer below work', { kind: 5, parentSpanId: parentId }, ['subsegment work']],
  ['a consumer below another process', { kind: 5, parentSpanId: parentId, flags: remote }, ['segment shop']],
  ['a call', { kind: 3, parentSpanId: parentId }, ['subsegment work (remote)']],
  ['a call without anything above', { kind: 3 }, ['segment shop', 'subsegment work (remote)']],
  [
    'a call below another process',
    { kind: 3, parentSpanId: parentId, flags: remote },
    ['segment shop', 'subsegment work (remote)'],
  ],
  [
    'flags of the parent alone say nothing of where it is',
    { kind: 1, parentSpanId: parentId, flags: 0x200 },
    ['subsegment work'],
  ],
  [
    'a marked consumer',
    { kind: 5, attributes: pairs({ 'aws.span.kind': 'LOCAL_ROOT', 'aws.remote.service': 'jobs' }) },
    ['segment shop', 'subsegment jobs (remote)'],
  ],
])('%s', (_, span, expected) => expect(shape(span)).toEqual(expected))

it('a call of a service without a name is all there is', () => {
  expect(shape({ kind: 3, attributes: pairs({ 'peer.service': 'rates' }) }, {})).toEqual(['segment rates'])
  expect(shape({ kind: 3, parentSpanId: parentId, flags: remote }, {})).toEqual(['subsegment work (remote)'])
})

it('what failed in the call is told of the service, and found by its id', () => {
  const [service, call] = request({ kind: 3, status: { code: 2, message: 'refused' } }).documents
  const exception = typeof call?.cause === 'object' ? call.cause.exceptions?.[0] : undefined
  expect(exception).toMatchObject({ message: 'refused', remote: true })
  expect(service).toMatchObject({ fault: true, cause: exception?.id })
})
