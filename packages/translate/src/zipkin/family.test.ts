import { expect, it } from 'vitest'
import { placesOf } from './family.ts'
import { type ZipkinSpan, zipkinSpan } from './span.ts'

const traceId = '5759e988bd862e3fe1be46a994272793'

it.each([true, false])('looks at each span a few times, however many bear one id (whole: %s)', (whole) => {
  const one = zipkinSpan({ traceId, id: '1', parentId: '1', kind: 'SERVER', timestamp: 1 })
  if (typeof one === 'string') throw new Error(one)
  let reads = 0
  const count = 200
  const spans = Array.from(
    { length: count },
    (): ZipkinSpan => ({
      ...one,
      get kind() {
        reads++
        return 'server' as const
      },
    }),
  )
  const placeOf = placesOf(spans, whole)
  for (const span of spans) expect(placeOf(span)).toEqual({ id: one.id, parentId: one.id, remoteParent: true })
  expect(reads).toBeLessThanOrEqual(10 * count)
})
