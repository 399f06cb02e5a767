import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { rateOf } from './figures.ts'
import type { Frame, Headline, Slot } from './headline.ts'
import { mostWords } from './headline.ts'
import { messagesDe } from './messages-de.ts'
import { messagesEn } from './messages-en.ts'
import { messagesFr } from './messages-fr.ts'
import { type MessageId, plainValues, type Sentence } from './sentence.ts'
import { textOf, wordsIn, written } from './written.ts'

const languages = { en: messagesEn, de: messagesDe, fr: messagesFr } as const
type Language = keyof typeof languages

const formats = new Map<string, IntlMessageFormat>()
function compiled(language: Language, id: MessageId): IntlMessageFormat {
  const key = `${language} ${id}`
  const format = formats.get(key) ?? new IntlMessageFormat(languages[language][id], language)
  formats.set(key, format)
  return format
}

const say =
  (language: Language) =>
  ({ id, values }: Sentence): string =>
    String(
      compiled(language, id).format(
        plainValues(
          values,
          (s) => `${Math.round(s * 1000)} ms`,
          (_, since) => (since === null ? '21 Nov 14:05' : '14:20'),
        ),
      ),
    )

const values = (name: string) => ({
  ...{ node: name, entry: name, from: name, version: '2026.11.3', times: 12.5, bad: 7, of: 10 },
  ...{ others: 123, affected: 1234, total: 56_789, since: { at: 0 }, until: { at: 0 }, before: { at: 0 } },
})
const evidence = { nodes: [], edges: [] }
// Whatever is asked for stands among the values.
const sentence = (id: MessageId, name: string): Sentence =>
  ({ id, values: values(name), evidence }) as unknown as Sentence

const ids = Object.keys(messagesEn) as MessageId[]
const idsOf = (slot: Slot, over: boolean): MessageId[] => {
  const now = ids.filter((id) =>
    id.startsWith(slot === 'cause' ? (over ? 'story.past.' : 'story.cause.') : 'story.effect.'),
  )
  if (slot === 'effect') return now.filter((id) => /\.(failed|wasSlow|refused)/.test(id) === over)
  if (slot === 'since') return over ? ['story.between'] : ['story.since', 'story.sinceBefore']
  if (slot === 'users') return ['story.users']
  if (slot === 'inside') return ['story.inside.one', 'story.inside.several']
  if (slot === 'copes') return [over ? 'story.coped' : 'story.copes']
  return now
}

/** Every frame with every clause that may stand in it. */
function headlines(name: string): Headline[] {
  const frames = ids.flatMap((id) => (id.startsWith('story.frame.') ? [id.slice('story.frame.'.length) as Frame] : []))
  return frames
    .filter((frame) => frame !== 'whole')
    .flatMap((frame) => {
      const over = frame.startsWith('over')
      const slots = [...messagesEn[`story.frame.${frame}`].matchAll(/\{(\w+)\}/g)].map((m) => m[1] as Slot)
      return slots.reduce<Headline[]>(
        (made, slot) =>
          made.flatMap((one) =>
            idsOf(slot, over).map((id) => ({
              ...one,
              clauses: [...one.clauses, { slot, sentence: sentence(id, name) }],
            })),
          ),
        [{ state: over ? 'over' : 'trouble', frame, clauses: [] }],
      )
    })
}

describe.each(['en', 'de', 'fr'] as const)('headlines in %s', (language) => {
  it.each(['payments', 'Checkout API', 'The very long name of a service that somebody made up one day'])(
    'keep to 25 words whatever they say: %s',
    (name) => {
      const all = headlines(name)
      expect(all.length).toBeGreaterThan(200)
      const texts = all.map((one) => textOf(written(one, languages[language], say(language))))
      expect(texts.filter((text) => wordsIn(text) > mostWords)).toEqual([])
      expect(texts.filter((text) => /[{}]/.test(text))).toEqual([])
    },
  )

  it.each([
    'story.map.empty',
    'story.map.few',
    'story.map.healthy',
    'story.map.healthyNoLatency',
    'story.map.usual',
  ] as const)('%s keeps to 25 words', (id) => {
    const all = { requests: 12_345, services: 120, failures: 321, p95: { seconds: 1.25 } }
    const text = say(language)({ id, values: all, evidence } as unknown as Sentence)
    expect(wordsIn(text)).toBeLessThanOrEqual(mostWords)
  })
})

describe('written', () => {
  const trouble: Headline = {
    state: 'trouble',
    frame: 'troubleOfUsers',
    clauses: [
      { slot: 'effect', sentence: { id: 'story.effect.fails', values: { entry: 'shop', bad: 1, of: 12 }, evidence } },
      { slot: 'since', sentence: { id: 'story.since', values: { since: { at: 0 } }, evidence } },
      { slot: 'users', sentence: { id: 'story.users', values: { affected: 31, total: 400 }, evidence } },
      { slot: 'cause', sentence: { id: 'story.cause.timeout', values: { node: 'payments' }, evidence } },
    ],
  }
  it.each([
    [
      'en',
      'shop fails for about 1 in 12 requests since 21 Nov 14:05, hitting 31 of 400 users; payments does not answer in time.',
    ],
    [
      'de',
      'shop scheitert bei etwa 1 von 12 Anfragen, seit 21 Nov 14:05; betroffen sind 31 von 400 Nutzern; payments antwortet nicht rechtzeitig.',
    ],
    [
      'fr',
      'shop échoue pour environ 1 requête sur 12 depuis 21 Nov 14:05, touchant 31 utilisateurs sur 400 ; payments ne répond pas à temps.',
    ],
  ] as const)('%s', (language, text) => {
    expect(textOf(written(trouble, languages[language], say(language)))).toBe(text)
  })
  it('each clause is a part of its own', () => {
    const parts = written(trouble, messagesEn, say('en'))
    expect(parts.flatMap(({ slot }) => slot ?? [])).toEqual(['effect', 'since', 'users', 'cause'])
  })
})

it.each([
  [100, 100, { bad: 1, of: 1 }],
  [70, 100, { bad: 7, of: 10 }],
  [50, 100, { bad: 1, of: 2 }],
  [8, 100, { bad: 1, of: 13 }],
  [1, 100_000, { bad: 1, of: 100_000 }],
])('%i of %i', (bad, requests, rate) => {
  expect(rateOf(bad, requests)).toEqual(rate)
})
