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
    kept.setItem('roentgen.map.v3.own', text)
    expect(savedPositions('own', kept)).toBeNull()
  }
  kept.setItem('roentgen.map.v3.own', '{"a":{"x":1,"y":2},"b":{"x":null,"y":2}}')
  expect(savedPositions('own', kept)).toEqual({ a: { x: 1, y: 2 } })
})

it('remembers the latest two dozen pictures, and survives a spoilt list of them', () => {
  const kept = storage()
  for (let i = 0; i < 30; i++) savePositions(`own.focus-${i}`, { a: { x: i, y: 0 } }, kept)
  expect(savedPositions('own.focus-29', kept)).toEqual({ a: { x: 29, y: 0 } })
  expect(savedPositions('own.focus-6', kept)).not.toBeNull()
  expect(savedPositions('own.focus-5', kept)).toBeNull()
  for (const text of ['{"no":"list"}', '{broken']) {
    kept.setItem('roentgen.map.recent.v3', text)
    savePositions(`own.${text}`, { a: { x: 1, y: 0 } }, kept)
    expect(savedPositions(`own.${text}`, kept)).not.toBeNull()
  }
})
