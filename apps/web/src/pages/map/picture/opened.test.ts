import { openIds } from '@roentgen/picture'
import { expect, it } from 'vitest'
import { withClosed, withOpened } from './opened.ts'

it('opens and closes groups in the address, those inside with them', () => {
  const pay = withOpened(undefined, 'group:kind:service/pay')
  expect(pay).toBe('group:kind:service/pay')
  const both = withOpened(withOpened(pay, 'crowd:external'), 'group:kind:service/pay')
  expect(openIds(both)).toEqual(['group:kind:service/pay', 'crowd:external'])
  expect(withClosed(both, 'group:kind:service')).toBe('crowd:external')
  expect(withClosed(both, 'group:kind:service/pa')).toBe(both)
  expect(withClosed('crowd:external', 'crowd:external')).toBeUndefined()
  expect(openIds(',,')).toEqual([])
})
