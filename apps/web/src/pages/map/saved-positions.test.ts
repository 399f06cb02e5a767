import { expect, it } from 'vitest'
import { forgetPositions, savedPositions, savePositions } from './saved-positions.ts'

function storage(): Storage {
  const map = new Map<string, string>()
  return {
    get length() {
      return map.size
    },
    clear: () => map.clear(),
    key: (i) => [...map.keys()][i] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  }
}

it('remembers each source by itself, and forgets on demand', () => {
  const kept = storage()
  savePositions('own', { a: { x: 1, y: 2 } }, kept)
  expect(savedPositions('own', kept)).toEqual({ a: { x: 1, y: 2 } })
  expect(savedPositions('aws', kept)).toBeNull()
  forgetPositions('own', kept)
  expect(savedPositions('own', kept)).toBeNull()
})

it('believes nothing it reads', () => {
  const kept = storage()
  for (const text of ['', 'null', '[1]', '{"a":{"x":"1"}}', '{broken']) {
    kept.setItem('roentgen.map.v1.own', text)
    expect(savedPositions('own', kept)).toBeNull()
  }
  kept.setItem('roentgen.map.v1.own', '{"a":{"x":1,"y":2},"b":{"x":null,"y":2}}')
  expect(savedPositions('own', kept)).toEqual({ a: { x: 1, y: 2 } })
})
