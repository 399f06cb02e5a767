import type { DoctorReply } from '@roentgen/contract'
import { expect, it } from 'vitest'
import { bytes, headline, troublesFirst } from './summary.ts'

const reply = (...statuses: DoctorReply['checks'][number]['status'][]): DoctorReply => ({
  source: 'own',
  checks: statuses.map((status, i) => ({ id: `c${i}`, status, values: {}, fix: null })),
  ports: [],
  senders: [],
  rejects: [],
  rejectCounts: {},
  stored: null,
})

it.each([
  [reply('ok', 'skip'), 'All is well.'],
  [reply('fail'), 'One thing does not work.'],
  [reply('warn', 'ok'), 'One thing needs a look.'],
  [reply('fail', 'fail', 'warn'), '2 things do not work and one needs a look.'],
  [reply('fail', 'warn', 'warn'), 'One thing does not work and 2 need a look.'],
])('says how it stands', (answer, sentence) => {
  expect(headline(answer)).toBe(sentence)
})

it('puts trouble first and keeps the order otherwise', () => {
  expect(troublesFirst(reply('ok', 'warn', 'ok', 'fail').checks).map((c) => c.id)).toEqual(['c3', 'c1', 'c0', 'c2'])
})

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [12_345_678, '12 MB'],
])('%d bytes', (value, text) => {
  expect(bytes(value)).toBe(text)
})
