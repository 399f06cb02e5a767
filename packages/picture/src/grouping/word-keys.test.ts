import { expect, it } from 'vitest'
import { crowdRules, usualCrowds } from '../crowd-rules.ts'
import { draw } from '../draw.ts'
import { families } from '../kind-family.ts'
import type { PictureNode } from '../picture.ts'
import { graph, label, node, words } from '../testing.ts'
import { hostsKey, inWords, type WordsOfKeys, wordKeys, wordOf } from './word-keys.ts'

const spoken: WordsOfKeys = { ...words, hosts: (count) => `${count} hosts` }

const nodes: PictureNode[] = [
  ...Array.from({ length: 900 }, (_, i) => node(`pay-${i}`, label({ team: `t${i % 70}` }))),
  ...Array.from({ length: 90 }, (_, i) => node(`db${i}`, { type: 'Database::SQL' })),
  ...Array.from({ length: 9 }, (_, i) => node(`10.0.0.${i}`, { type: 'remote', state: 'unknown' })),
]

it.each([
  {},
  { by: 'kind' as const },
  { by: 'kind' as const, open: ['group:kind:service', 'group:kind:database'] },
  { by: 'team' as const, open: ['group:team:+'] },
  { by: 'account' as const },
])('a picture drawn with keys is, in words, the picture drawn with words: %o', (ask) => {
  const all = graph(nodes)
  const crowds = (unnamed: (count: number) => string) => crowdRules(all.nodes, usualCrowds, unnamed)
  const said = draw(all, { ...ask, words: spoken, crowdOf: crowds(spoken.hosts) })
  const keyed = draw(all, { ...ask, words: wordKeys, crowdOf: crowds(hostsKey) })
  expect(keyed.picture.nodes.some((one) => one.group?.label.startsWith('\u0001'))).toBe(true)
  expect(inWords(keyed.picture, spoken)).toEqual(said.picture)
  expect(keyed.opened.map((one) => ({ ...one, label: wordOf(one.label, spoken) }))).toEqual(said.opened)
})

it('every key has its word, and what people wrote stays', () => {
  for (const family of families) expect(wordOf(wordKeys.families[family], spoken)).toBe(spoken.families[family])
  expect(wordOf(wordKeys.rest(wordKeys.rest(wordKeys.none('region'))), spoken)).toBe(
    spoken.rest(spoken.rest(spoken.none('region'))),
  )
  for (const text of ['Shop', 'family database', '', '\u0001', '\u0001else']) expect(wordOf(text, spoken)).toBe(text)
})
