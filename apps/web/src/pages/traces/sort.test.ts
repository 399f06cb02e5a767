import type { TraceRow } from '@roentgen/contract'
import { expect, it } from 'vitest'
import { orderOf, sorted } from './sort.ts'

const row = (id: string, start: number, responseTime: number | null, cls: TraceRow['class']): TraceRow => ({
  id,
  start,
  responseTime,
  class: cls,
  duration: responseTime,
  partial: false,
  method: null,
  url: null,
  status: null,
  clientIp: null,
  users: [],
  annotations: [],
  entry: null,
  nodes: [],
})
const rows = [row('new', 9, 2, 'ok'), row('open', 8, null, null), row('slow', 7, 5, 'error'), row('old', 1, 5, 'fault')]
const ids = (sort?: string, direction?: 'asc' | 'desc') =>
  sorted(rows, orderOf(sort, direction))
    .map((r) => r.id)
    .join(' ')

it.each([
  [undefined, undefined, 'new open slow old'],
  ['nonsense', undefined, 'new open slow old'],
  ['start', 'asc', 'old slow open new'],
  ['response', 'desc', 'slow old new open'], // equal ones newest first, unknown last
  ['response', 'asc', 'new slow old open'],
  ['class', 'desc', 'old slow new open'],
] as const)('%s %s', (sort, direction, expected) => {
  expect(ids(sort, direction)).toBe(expected)
})
