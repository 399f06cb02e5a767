import { parse } from '@roentgen/filter'
import { expect, it } from 'vitest'
import { pieces, withPiece } from './pieces.ts'

it.each(pieces)('$text is a filter', ({ text }) => {
  expect(parse(withPiece('', text).text).ok).toBe(true)
  expect(parse(withPiece('ok', text).text).ok).toBe(true)
})

it('joins by AND unless the text already asks for more', () => {
  expect(withPiece('fault', 'ok').text).toBe('fault AND ok')
  expect(withPiece('fault OR ', 'ok').text).toBe('fault OR ok')
  expect(withPiece('!', 'ok').text).toBe('! ok')
})

it('selects what is to be typed over', () => {
  const { text, select } = withPiece('fault', 'user = "«u-17»"')
  expect(text.slice(...select)).toBe('u-17')
})

it('is whole when nothing is left to fill in', () => {
  expect(withPiece('', 'fault').whole).toBe(true)
  expect(withPiece('fault', 'user = "«u-17»"').whole).toBe(false)
})
