import { expect, it } from 'vitest'
import { nodeId, parseNodeId } from './ids.ts'

it.each(['orders', 'a~b', 'constructor', '__proto__', 'toString', 'valueOf'])('a node named %s', (name) => {
  const id = nodeId({ name, type: null, account: null })
  expect(parseNodeId(id)).toEqual({ name, type: null, account: null })
  // Places on the map are kept in records by id.
  const places: Record<string, { x: number }> = {}
  expect(places[id]).toBeUndefined()
  places[id] = { x: 1 }
  expect(Object.keys(places)).toEqual([id])
})
