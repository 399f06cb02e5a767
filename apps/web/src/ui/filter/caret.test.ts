import { expect, it } from 'vitest'
import { caretLines } from './caret.ts'

it.each([
  ['fault ANDD ok', { start: 6, end: 10 }, 'fault ANDD ok', '      ^^^^'],
  ['fault AND', { start: 9, end: 9 }, 'fault AND', '         ^'], // the end: what is missing comes after the last letter
  ['', { start: 0, end: 0 }, '', '^'],
  ['a\tb =', { start: 2, end: 3 }, 'a b =', '  ^'],
])('%s', (text, at, line, marks) => {
  expect(caretLines(text, at)).toEqual([line, marks])
})

it('shows only the neighbourhood of a place in a long filter', () => {
  const text = `${'x'.repeat(100)}?${'y'.repeat(100)}`
  const [line, marks] = caretLines(text, { start: 100, end: 101 })
  expect(line).toBe(`…${'x'.repeat(40)}?${'y'.repeat(40)}…`)
  expect(line[marks.length - 1]).toBe('?')
})
