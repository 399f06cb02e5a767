import { describe, expect, it } from 'vitest'
import { DueQueue } from './due-queue.ts'
import { FirstSight } from './first-sight.ts'
import { RecentIds } from './recent-ids.ts'

it('hands out what is due in order of time', () => {
  const queue = new DueQueue()
  const times = Array.from({ length: 200 }, (_, index) => (index * 7919) % 1000)
  for (const atMs of times) queue.add({ atMs, id: String(atMs) })
  const taken: number[] = []
  for (let due = queue.take(500); due !== null; due = queue.take(500)) taken.push(due.atMs)
  expect(taken).toEqual(times.filter((atMs) => atMs <= 500).sort((a, b) => a - b))
  expect(queue.nextMs).toBeGreaterThan(500)
})

it('remembers ids for the promised time and not for ever', () => {
  const ids = new RecentIds(1_000, 0)
  ids.add('1-00000001-aaaaaaaaaaaaaaaaaaaaaaaa', 900)
  expect(ids.has('1-00000001-aaaaaaaaaaaaaaaaaaaaaaaa', 1_900)).toBe(true)
  expect(ids.has('1-00000002-aaaaaaaaaaaaaaaaaaaaaaaa', 1_900)).toBe(false)
  expect(ids.has('1-00000001-aaaaaaaaaaaaaaaaaaaaaaaa', 3_000)).toBe(false)
})

describe('a trace seen for the first time', () => {
  const nowS = 1_800_000_000
  const id = (seconds: number) => `1-${seconds.toString(16)}-aaaaaaaaaaaaaaaaaaaaaaaa`
  const sight = (heldUntilS: number | null) => {
    const one = new FirstSight(nowS * 1000)
    one.storeHeldUntil(heldUntilS === null ? null : heldUntilS * 1000)
    one.heldAhead([], one.toAsk(nowS * 1000)[1], nowS * 1000)
    return one
  }
  it('is read from the store while nobody knows what the store holds', () => {
    expect(new FirstSight(nowS * 1000).isNew(id(nowS), nowS * 1000)).toBe(false)
  })
  it('is new when the store was empty and the id is of now', () => {
    expect(sight(null).isNew(id(nowS), nowS * 1000)).toBe(true)
    expect(sight(null).isNew(id(nowS - 3600), nowS * 1000)).toBe(false) // replayed history
    expect(sight(null).isNew(id(nowS + 3600), nowS * 1000)).toBe(false) // a W3C id that looks like tomorrow
  })
  it('is not new when it may have begun before this process', () => {
    expect(sight(nowS).isNew(id(nowS + 30), (nowS + 30) * 1000)).toBe(false)
    expect(sight(nowS).isNew(id(nowS + 61), (nowS + 61) * 1000)).toBe(true)
  })
  it('is not new when it was let go before', () => {
    const one = sight(null)
    one.letGo(id(nowS), nowS * 1000)
    expect(one.isNew(id(nowS), (nowS + 1) * 1000)).toBe(false)
  })
  it('is not new when an id of that second came before its time, however long ago it was let go', () => {
    const one = sight(null)
    expect(one.isNew(id(nowS + 1_000), nowS * 1000)).toBe(false)
    one.letGo(id(nowS + 1_000), (nowS + 10) * 1000)
    expect(one.isNew(id(nowS + 1_000), (nowS + 1_000) * 1000)).toBe(false)
    expect(one.isNew(id(nowS + 1_001), (nowS + 1_001) * 1000)).toBe(true)
  })
  it('is not new when the store held an id of that second already as this process came up', () => {
    const one = sight(nowS)
    one.heldAhead([nowS + 90], nowS + 7_200, nowS * 1000)
    expect(one.isNew(id(nowS + 90), (nowS + 100) * 1000)).toBe(false)
    expect(one.isNew(id(nowS + 91), (nowS + 100) * 1000)).toBe(true)
  })
  it('is read from the store where nobody asked which seconds it holds', () => {
    expect(sight(nowS).isNew(id(nowS + 8_000), (nowS + 8_000) * 1000)).toBe(false)
  })
})
