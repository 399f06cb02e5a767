import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import type { Mark, Whole } from './course/course.ts'
import { rateOf } from './figures.ts'
import type { Frame, Headline, Slot } from './headline.ts'
import { headlineOf, mostWords } from './headline.ts'
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
  ...{ second: name, services: 123, more: 121, requests: 56_789, failures: 1234, refused: 1234 },
  ...{ others: 123, affected: 1234, total: 56_789, since: { at: 0 }, until: { at: 0 }, before: { at: 0 } },
})
const evidence = { nodes: [], edges: [] }
// Whatever is asked for stands among the values.
const sentence = (id: MessageId, name: string): Sentence =>
  ({ id, values: values(name), evidence }) as unknown as Sentence

const ids = Object.keys(messagesEn) as MessageId[]
const idsOf = (slot: Slot, over: boolean, beside: boolean): MessageId[] => {
  const now = ids.filter((id) =>
    id.startsWith(slot === 'cause' ? (over ? 'story.past.' : 'story.cause.') : 'story.effect.'),
  )
  if (slot === 'effect') return now.filter((id) => /\.(failed|wasSlow|refused)/.test(id) === over)
  if (slot === 'since') return over ? ['story.between'] : ['story.since', 'story.sinceBefore']
  if (slot === 'users') return ['story.users']
  if (slot === 'inside') return ['story.inside.one', 'story.inside.several']
  if (slot === 'calm' || slot === 'missed') return ids.filter((id) => id.startsWith(`story.${slot}.`))
  if (slot === 'marked') return ids.filter((id) => id.startsWith('story.marked.') && id.endsWith('.more') === beside)
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
            idsOf(slot, over, frame === 'missedAndMarked').map((id) => ({
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

describe('without a trouble', () => {
  const marked = (...marks: (readonly [name: string, mark: Mark, failed?: number])[]): Whole['services'] =>
    marks.map(([name, mark, failed = 0]) => ({
      ...{ id: name, name, type: null, requests: 600, failed, refused: mark === 'refusals' ? 60 : 0, mark },
    }))
  const told = (services: Whole['services'], failures = 12): Headline =>
    headlineOf(
      { requests: 1234, failures, services: 9, p95: 0.4, trouble: null, inside: null, marked: services, findings: [] },
      { window: { from: 0, to: 60 }, traces: null, users: null },
    )
  const text = (headline: Headline, language: Language = 'en'): string =>
    textOf(written(headline, languages[language], say(language)))

  it('and nobody marked all is well', () => {
    expect(told(marked())).toMatchObject({ state: 'healthy', frame: 'whole' })
    expect(text(told(marked()))).toMatch(/^All is well: /)
  })

  it.each([
    [
      marked(['orders', 'objective']),
      'missed',
      'No trouble stands out: 12 of 1,234 requests failed; orders misses its objective.',
    ],
    [
      marked(['orders', 'objective'], ['payments', 'objective']),
      'missed',
      'No trouble stands out: 12 of 1,234 requests failed; 2 services miss their objective (orders, payments).',
    ],
    [
      marked(['orders', 'objective'], ['payments', 'objective'], ['stock', 'objective'], ['cart', 'failures', 8]),
      'missed',
      'No trouble stands out: 12 of 1,234 requests failed; 3 services miss their objective (orders, payments and 1 more); 1 more had errors.',
    ],
    [
      marked(['cart', 'failures', 8]),
      'healthy',
      'No trouble stands out: 12 of 1,234 requests failed; cart failed for 8 of 600.',
    ],
    [
      marked(['cart', 'refusals']),
      'healthy',
      'No trouble stands out: 12 of 1,234 requests failed; cart refused 60 of 600 as wrong.',
    ],
    [
      marked(['cart', 'failures', 8], ['stock', 'refusals'], ['bank', 'failures', 7]),
      'healthy',
      'No trouble stands out: 12 of 1,234 requests failed; 3 services had errors (cart, stock and 1 more).',
    ],
  ] as const)('what the map marks is not passed over', (services, state, expected) => {
    const headline = told(services)
    expect(headline.state).toBe(state)
    expect(text(headline)).toBe(expected)
  })

  it('of many failures nobody says that they are nothing', () => {
    expect(text(told(marked(['orders', 'objective']), 130))).toBe(
      '130 of 1,234 requests failed; orders misses its objective.',
    )
  })

  it('each clause leads to its services, and the figures to the requests that failed', () => {
    const { clauses } = told(marked(['orders', 'objective'], ['cart', 'failures', 8]))
    expect(clauses.map(({ slot, sentence: { evidence } }) => [slot, evidence.nodes, evidence.traces])).toEqual([
      ['calm', [], 'fault OR throttle'],
      ['missed', ['orders'], undefined],
      ['marked', ['cart'], undefined],
    ])
    expect(text(told(marked(['orders', 'objective']), 0))).toBe(
      'No trouble stands out: none of 1,234 requests failed; orders misses its objective.',
    )
  })

  it('the same in German and French', () => {
    const headline = told(marked(['orders', 'objective'], ['payments', 'objective'], ['cart', 'failures', 8]))
    expect(text(headline, 'de')).toBe(
      'Keine Störung sticht hervor: 12 von 1.234 Anfragen scheiterten; 2 Dienste verfehlen ihr Ziel (orders, payments); 1 weiterer hatte Fehler.',
    )
    expect(text(headline, 'fr').replaceAll(/\s/g, ' ')).toBe(
      'Aucun incident ne ressort : 12 requêtes ont échoué sur 1 234 ; 2 services manquent leur objectif (orders, payments) ; 1 autre a eu des erreurs.',
    )
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
