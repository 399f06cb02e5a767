import { expect, it } from 'vitest'
import { assemble } from './assemble.ts'
import type { WireDocument } from './wire.ts'

const segment = (id: string, start: number, more: Partial<WireDocument>): WireDocument => ({
  id: id.padStart(16, '0'),
  trace_id: '1-5f000000-000000000000000000000001',
  name: 'pay',
  start_time: start,
  end_time: start + 1,
  ...more,
})

const versionsIn = (documents: readonly WireDocument[]) =>
  assemble(
    documents.map((document) => ({ document, receivedUs: 0, complete: true })),
    { settled: true },
  ).versions

it('tells each version of each service once, from its first segment to its last', () => {
  const versions = versionsIn([
    segment('1', 1000, { service: { version: ' 1.0 ' } }),
    segment('2', 990, { service: { version: '1.0' } }),
    segment('3', 995, { service: { version: '2.0' }, origin: 'AWS::ECS::Container' }),
    segment('4', 995, { name: 'mute' }),
  ])
  const pay = { name: 'pay', type: null, account: null }
  expect(versions).toEqual([
    { node: pay, version: '1.0', firstUs: 990e6, lastUs: 1000e6 },
    { node: { ...pay, type: 'AWS::ECS::Container' }, version: '2.0', firstUs: 995e6, lastUs: 995e6 },
  ])
})

it('is silent of what is no word, and cuts what is too long', () => {
  expect(
    versionsIn([segment('1', 1000, { service: { version: 7 } }), segment('2', 1000, { service: { version: '' } })]),
  ).toBe(undefined)
  expect(versionsIn([segment('1', 1000, { service: { version: 'x'.repeat(999) } })])?.[0]?.version).toHaveLength(128)
})
