import { describe, expect, it } from 'vitest'
import { matchesPattern } from './pattern.ts'

describe('patterns', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['/ping/*', '/ping/a', true],
    ['/ping/*', '/pong', false],
    ['/a?c', '/ABC', true],
    ['/a?c', '/ac', false],
    ['*x*y', 'aaxbbyxy', true],
    ['*x*y', 'aaxbbyx', false],
    ['', '', true],
    ['', 'a', false],
  ])('%s against %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected)
  })

  it('does not explode on many stars', () => {
    expect(matchesPattern(`${'*a'.repeat(40)}b`, 'a'.repeat(5_000))).toBe(false)
  })
})
