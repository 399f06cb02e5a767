import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TemporaryStore, temporaryStore } from '@roentgen/store/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type DocumentOptions, type Held, KeptDocument } from './kept-document.ts'
import { folderPlace, memoryPlace, type Place, storePlace } from './place.ts'

type Words = { words: string[] }
const options: DocumentOptions<Words> = {
  name: 'words',
  schema: z.object({ words: z.array(z.string()) }),
  initial: { words: [] },
}
const add =
  (word: string) =>
  ({ words }: Words): Words => ({ words: [...words, word] })

const open = (place: Place, more: Partial<DocumentOptions<Words>> = {}, log: string[] = []) => {
  let at = 0
  // Every look is a second later: nothing is believed unread.
  return new KeptDocument<Words>(
    place,
    { ...options, ...more },
    (text) => log.push(text),
    () => {
      at += 2000
      return at
    },
  )
}

let folder: string
let temporary: TemporaryStore
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roentgen-keep-'))
  temporary = await temporaryStore()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await temporary?.close()
})

describe.each([
  ['files', () => folderPlace(join(folder, 'bff'))],
  ['store', () => storePlace(temporary.store)],
  ['memory', memoryPlace],
] as const)('%s', (kind, make) => {
  it('keeps a document over a restart, and counts its changes', async () => {
    const place = make()
    expect(place.kind).toBe(kind)
    const before = open(place)
    expect(await before.read()).toEqual({ value: { words: [] }, revision: 0, problem: null })
    await Promise.all(['a', 'b', 'ü"\'\n'].map((word) => before.change(add(word))))
    const value = { words: ['a', 'b', 'ü"\'\n'] }
    expect(await open(place).read()).toEqual({ value, revision: 3, problem: null })
    // Another process sees the change as well, and so do we see its.
    await open(place).change(add('c'))
    expect(await before.read()).toMatchObject({ value: { words: [...value.words, 'c'] }, revision: 4 })
  })

  it('refuses who has not seen the last change, and changes that throw change nothing', async () => {
    const document = open(make(), { name: 'seen' })
    const { revision } = await document.change(add('a'))
    const both = await Promise.allSettled([document.change(add('b'), revision), document.change(add('c'), revision)])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(both[1]).toMatchObject({ reason: { code: 'CONFLICT' } })
    await expect(
      document.change(() => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await document.read()).toMatchObject({ value: { words: ['a', 'b'] }, revision: 2 })
  })

  it('is bounded', async () => {
    const document = open(make(), { name: 'large', mostBytes: 700_000 })
    const word = 'w'.repeat(600_000)
    await document.change(add(word))
    await expect(document.change(add('v'.repeat(200_000)))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect((await document.read()).value.words).toEqual([word])
  })

  it.each([
    ['{', 'it is not JSON'],
    ['{"version":2,"revision":1,"value":{"words":[]}}', 'not of a version'],
    ['{"version":1,"revision":7,"value":{"words":[1]}}', 'words.0'],
  ])('says that a document is broken, goes on without it and sets it aside: %s', async (text, why) => {
    const place = make()
    const log: string[] = []
    await place.write('broken', text)
    const document = open(place, { name: 'broken' }, log)
    const held: Held<Words> = await document.read()
    await document.read()
    expect(held.value).toEqual({ words: [] })
    expect(held.problem).toContain(why)
    expect(log).toEqual([`bff: ${held.problem}`])
    expect(await document.change(add('a'))).toMatchObject({ value: { words: ['a'] }, problem: null })
    expect(await place.read('broken.broken')).toBe(text)
  })
})

it('files are whole and nobody else’s', async () => {
  const own = join(folder, 'own')
  await open(folderPlace(own)).change(add('a'))
  expect(readdirSync(own)).toEqual(['words.json'])
  expect(statSync(join(own, 'words.json')).mode & 0o777).toBe(0o600)
  expect(statSync(own).mode & 0o777).toBe(0o700)
  expect(JSON.parse(readFileSync(join(own, 'words.json'), 'utf8'))).toEqual({
    version: 1,
    revision: 1,
    value: { words: ['a'] },
  })
})

it('a place that is away is said to be; `latest` goes on with what was seen', async () => {
  let away = false
  const memory = memoryPlace()
  const place: Place = {
    ...memory,
    read: (name) => (away ? Promise.reject(new Error('gone fishing')) : memory.read(name)),
  }
  const document = open(place)
  await document.change(add('a'))
  away = true
  await expect(document.read()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  await expect(document.change(add('b'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  const latest = await document.latest()
  expect(latest).toMatchObject({ value: { words: ['a'] }, revision: 1 })
  expect(latest.problem).toContain('gone fishing')
  expect(await open(place).latest()).toMatchObject({ value: { words: [] }, revision: 0 })
})

it('a folder that cannot be made is an error of its own', async () => {
  writeFileSync(join(folder, 'file'), '')
  const document = open(folderPlace(join(folder, 'file', 'bff')))
  await expect(document.change(add('a'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
})

it('what was read is believed for a second', async () => {
  let reads = 0
  const memory = memoryPlace()
  const counting: Place = {
    ...memory,
    read: (name) => {
      reads += 1
      return memory.read(name)
    },
  }
  const document = new KeptDocument(counting, options, () => {})
  await Promise.all([document.read(), document.read(), document.latest()])
  await document.read()
  expect(reads).toBe(1)
})
