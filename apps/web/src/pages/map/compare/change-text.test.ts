import { expect, it } from 'vitest'
import { unsaidSentence } from './change-text.ts'

const one = {
  id: 'orders',
  node: { id: 'orders', name: 'orders', type: null, account: null },
  side: 'before',
  few: 'requests',
  before: { total: 12, failed: 0 },
  after: { total: 480, failed: 0.25 },
} as const

it('says of which time too little is known, and what seems worse all the same', () => {
  expect(unsaidSentence(one)).toBe('The earlier time has only 12 requests of it: too few to compare. Now 25 % fail.')
  expect(unsaidSentence({ ...one, before: { total: 0, failed: 0 }, after: { total: 480, failed: 0.01 } })).toBe(
    'The earlier time has no request of it: too few to compare.',
  )
  expect(unsaidSentence({ ...one, side: 'after', before: one.after, after: one.before })).toBe(
    'The time shown has only 12 requests of it: too few to compare.',
  )
  expect(unsaidSentence({ ...one, few: 'steps', before: { total: 40, failed: 0 } })).toBe(
    'The earlier time has 40 requests of it, within a few minutes: too little to tell a change from chance. Now 25 % fail.',
  )
})
