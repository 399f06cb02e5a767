import type { TraceDocument, WireDocument, WireEntity } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { traceReply } from './trace.ts'

const traceId = '1-5759e988-bd862e3fe1be46a994272793'

/** `orders` that calls `bank`; both fail. */
function replyOf(call: Partial<WireEntity>, own: Partial<WireEntity> = {}) {
  const bank = { id: '2222222222222222', name: 'bank', start_time: 1, end_time: 2, namespace: 'remote', ...call }
  const document: WireDocument = {
    ...{ id: '1111111111111111', name: 'orders', trace_id: traceId, start_time: 1, end_time: 2, fault: true },
    ...own,
    subsegments: [bank],
  }
  const documents: TraceDocument[] = [{ document, receivedUs: 0, complete: true }]
  return traceReply({ traceId, documents, limitExceeded: false })
}
const thrown = (type: string, message: string): Pick<WireEntity, 'cause'> => ({
  cause: { working_directory: '/', exceptions: [{ id: '3333333333333333', type, message }] },
})

it('names the error where it failed', () => {
  expect(
    replyOf({ fault: true, ...thrown('TimeoutError', 'no answer') }, thrown('Error', 'order lost')).failure,
  ).toEqual({ entity: '2222222222222222', type: 'TimeoutError', message: 'no answer' })
})

it('or that of the nearest above, where the call itself recorded none', () => {
  expect(replyOf({ fault: true }, thrown('Error', 'order lost')).failure).toEqual({
    entity: '1111111111111111',
    type: 'Error',
    message: 'order lost',
  })
})

it('but not one of a call that went well, and none where nothing was recorded', () => {
  expect(replyOf(thrown('Warning', 'slow'), { fault: false }).failure).toBeNull()
  expect(replyOf({ fault: true }).failure).toBeNull()
})

it('a message as long as a document is cut', () => {
  expect(replyOf({ fault: true, ...thrown('E', 'x'.repeat(10_000)) }).failure?.message).toHaveLength(500)
})
