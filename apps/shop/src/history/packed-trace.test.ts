import type { WireDocument } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { lengthOf, packTrace, unpackTrace } from './packed-trace.ts'

const trace_id = '1-6b02c2aa-e320248f35f6064d7b5644a2'
const documents: WireDocument[] = [
  {
    trace_id,
    id: 'aaaaaaaaaaaaaaaa',
    name: 'storefront',
    start_time: 1_795_343_017.838,
    end_time: 1_795_343_018.25,
    fault: true,
    cause: { id: 'bbbbbbbbbbbbbbbb' },
    annotations: { plan: 'free' },
    subsegments: [
      {
        id: 'bbbbbbbbbbbbbbbb',
        name: 'orders.shop.internal',
        namespace: 'remote',
        start_time: 1_795_343_017.9,
        end_time: 1_795_343_018.2,
        cause: { exceptions: [{ id: 'cccccccccccccccc', message: 'no', cause: 'dddddddddddddddd' }] },
      },
    ],
  },
  {
    trace_id,
    id: 'eeeeeeeeeeeeeeee',
    name: 'orders',
    parent_id: 'bbbbbbbbbbbbbbbb',
    start_time: 1_795_343_017.91,
    end_time: 1_795_343_018.9,
    cause: 'dddddddddddddddd',
  },
]

/** Ids that can be read: 0000000000000001, ...2, ...3. */
function counting() {
  let n = 0
  return (digits: number) => String(++n).padStart(digits, '0')
}

it('packs without ids and dates of its day', () => {
  const packed = packTrace(documents, 1_795_343_000)
  expect(packed.at).toBe(17.838)
  expect(lengthOf(packed)).toBe(1.062)
  expect(JSON.stringify(packed)).not.toMatch(/[0-9a-f]{16}|17953/)
})

it('comes back at another time under other ids, and everything still points at the same thing', () => {
  const [storefront, orders] = unpackTrace(packTrace(documents, 0), 1_800_000_000.5, counting())
  expect(storefront).toMatchObject({
    start_time: 1_800_000_000.5,
    end_time: 1_800_000_000.912,
    annotations: { plan: 'free' },
  })
  expect(orders).toMatchObject({ start_time: 1_800_000_000.572, name: 'orders' })
  expect(storefront?.trace_id).toBe(orders?.trace_id)
  expect(storefront?.trace_id).toMatch(/^1-6b49d200-[0-9]{24}$/) // the seconds of its new start

  const call = storefront?.subsegments?.[0]
  expect(call?.id).toMatch(/^[0-9]{16}$/)
  expect(orders?.parent_id).toBe(call?.id)
  expect(storefront?.cause).toEqual({ id: call?.id })
  const exception = typeof call?.cause === 'object' ? call.cause.exceptions?.[0] : undefined
  expect(exception?.cause).toBe(orders?.cause)
  expect(new Set([storefront?.id, call?.id, orders?.id, exception?.id, exception?.cause]).size).toBe(5)
})

it('gives every copy ids of its own', () => {
  const packed = packTrace(documents, 0)
  const hex = counting()
  const ids = [1, 2, 3].flatMap((start) => unpackTrace(packed, start, hex)).map(({ id }) => id)
  expect(new Set(ids).size).toBe(6)
})
