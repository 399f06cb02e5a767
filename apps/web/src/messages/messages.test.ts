import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mapHeadline, messagesEn } from '@roentgen/story'
import { afterEach, describe, expect, it } from 'vitest'
import { healthWords } from '../pages/services/HealthWords.tsx'
import { argumentsOf } from './arguments.ts'
import { texts as de } from './de/index.ts'
import { technical } from './en/technical.ts'
import { texts as fr } from './fr/index.ts'
import { catalogue, formatMessage, isMessageKey, type MessageKey, speak, speakTechnically, t } from './index.ts'
import { languages, preferred } from './language.ts'
import { say } from './story.ts'

const root = join(import.meta.dirname, '..')
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && !path.startsWith('messages'))
  .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)

/** Every `'page.key'` that stands in the code as a whole string, of pages the catalogue has. */
const pages = new Set(Object.keys(catalogue).map((key) => key.split('.')[0]))
const used = sources.flatMap(([path, text]) =>
  [...text.matchAll(/\bt\(\s*'([a-zA-Z]+(?:\.[\w-]+)+)'/g)].map((match) => [path, match[1] ?? ''] as const),
)
/** ``t(`map.kind.${kind}`)``: at least one key must begin so. */
const usedBeginnings = sources.flatMap(([path, text]) =>
  [...text.matchAll(/\bt\(\s*`([a-zA-Z]+(?:\.[\w-]+)*\.)\$\{/g)].map((match) => [path, match[1] ?? ''] as const),
)

describe('the catalogue', () => {
  it('has every key the code asks for', () => {
    expect(used.length).toBeGreaterThan(100)
    expect(used.filter(([, key]) => !isMessageKey(key))).toEqual([])
    expect(usedBeginnings.length).toBeGreaterThan(5)
    const keys = Object.keys(catalogue)
    expect(usedBeginnings.filter(([, begin]) => !keys.some((key) => key.startsWith(begin)))).toEqual([])
  })

  it.each(languages)('%s names no key twice and puts every key under its page', (folder) => {
    const files = readdirSync(join(import.meta.dirname, folder)).filter((file) => file !== 'technical.ts')
    const all = files.flatMap((file) => [
      ...readFileSync(join(import.meta.dirname, folder, file), 'utf8').matchAll(/^ {2}'([\w.-]+)':/gm),
    ])
    const names = all.map((match) => match[1] ?? '')
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    expect(names.sort()).toEqual(Object.keys(catalogue).sort())
    expect([...pages].sort()).toEqual([...new Set(names.map((name) => name.split('.')[0]))].sort())
  })

  it.each(Object.entries({ ...catalogue, ...messagesEn }))('%s can be read', (_, message) => {
    // A broken message throws; absent values too, so that every name in it is given one that fits any place.
    const names = [...message.matchAll(/\{\s*(\w+)/g)].map((match) => match[1] ?? '')
    const values = Object.fromEntries(names.map((name) => [name, 1]))
    expect(formatMessage(message, values).length).toBeGreaterThanOrEqual(0)
  })

  it('shows a key it does not have, members of every object among them', () => {
    const asked = ['map.kind.nonsense', 'constructor', '__proto__', 'toString']
    expect(asked.filter(isMessageKey)).toEqual([])
    // As a bff that is newer than the page might send one.
    expect(asked.map((key) => t(key as MessageKey))).toEqual(asked)
  })

  it('says in technical words only what it says in plain ones too', () => {
    expect(Object.keys(technical).filter((key) => !isMessageKey(key))).toEqual([])
    const plain: Record<string, string> = catalogue
    expect(Object.entries(technical).filter(([key, text]) => plain[key] === text)).toEqual([])
  })

  it('counts in words', () => {
    const text = (count: number) => t('map.panel.bar', { count, share: '5 %' })
    expect(text(1)).toBe('1 request (5 %)')
    expect(text(20)).toBe('20 requests (5 %)')
  })

  it('says a brushed part in words, whichever end is open', () => {
    const part = (lo: string, hi: string) =>
      t('map.panel.brushed', { count: 7, share: '5 %', lo, hi, loText: '100 ms', hiText: '2 s' })
    expect(part('some', 'some')).toBe('7 requests (5 %) took 100 ms to 2 s.')
    expect(part('none', 'some')).toBe('7 requests (5 %) took at most 2 s.')
    expect(part('some', 'none')).toBe('7 requests (5 %) took at least 100 ms.')
  })

  it('tells the story in the page’s units', () => {
    expect(
      say({
        id: 'story.node.healthy',
        values: { node: 'orders', requests: 1200, p95: { seconds: 0.34 } },
        evidence: { nodes: [], edges: [] },
      }),
    ).toBe('orders served 1,200 requests without a failure, 95 % of them within 340 ms.')
    const queue = 'https://sqs.eu-west-1.amazonaws.com/123456789012/labels'
    expect(
      say({
        id: 'story.edge.linkFew',
        values: { from: queue, to: 'print-label', requests: 1 },
        evidence: { nodes: [], edges: [] },
      }),
    ).toBe('print-label picked up 1 message from labels: not enough to judge.')
    expect(say(mapHeadline({ nodes: [], edges: [] }))).toBe('No requests were seen in this window.')
  })
})

const english: Record<string, string> = { ...catalogue, ...messagesEn }

describe.each([
  ['de', de],
  ['fr', fr],
] as const)('in %s', (language, texts) => {
  const others: Record<string, string> = { ...texts.catalogue, ...texts.story }
  afterEach(() => speak('en', null))

  it('every text takes the values its English one takes, and can be read', () => {
    expect(Object.keys(others).sort()).toEqual(Object.keys(english).sort())
    const wrong = (ours: Record<string, string>, model: Record<string, string>) =>
      Object.entries(ours).filter(
        ([key, text]) => argumentsOf(text, language).join() !== argumentsOf(model[key] ?? '', 'en').join(),
      )
    expect(wrong(others, english)).toEqual([])
    expect(Object.keys(texts.technical)).toEqual(Object.keys(technical))
    expect(wrong(texts.technical, technical)).toEqual([])
  })

  it('nothing is left in English', () => {
    // Names (AWS's in brackets) and figures may be alike; three words are a sentence nobody translated.
    const words = (text: string) => text.replace(/\{[^{}]*\}|\([^()]*\)/g, '').match(/[A-Za-z]{2,}/g)?.length ?? 0
    const alike = Object.entries(others).filter(([key, text]) => text === english[key] && words(text) >= 3)
    expect(alike.map(([key]) => key).filter((key) => !sameEverywhere.has(key))).toEqual([])
  })
})

/** A request, an expression and a command are the same in every language. */
const sameEverywhere = new Set([
  'sampling.try.example',
  'map.filter.placeholder',
  'doctor.advice.aws-profile',
  'doctor.advice.aws-configure',
  'doctor.advice.retention',
  'doctor.advice.daemon-address',
])

describe('the language', () => {
  afterEach(() => speak('en', null))

  it('is the link’s, else the reader’s choice, else the browser’s, else English', () => {
    expect(preferred('fr', 'de', ['en-US'])).toBe('fr')
    expect(preferred(undefined, 'de', ['fr'])).toBe('de')
    expect(preferred('xx', null, ['pt-BR', 'de-CH', 'en'])).toBe('de')
    expect(preferred(undefined, 'klingon', ['pt-BR'])).toBe('en')
    expect(preferred(undefined, null)).toBe('en')
  })

  it('counts and writes numbers by its own rules', () => {
    const text = (count: number) => t('map.panel.bar', { count, share: '5 %' })
    speak('de', de)
    expect([text(1), text(1200)]).toEqual(['1 Anfrage (5 %)', '1.200 Anfragen (5 %)'])
    speak('fr', fr)
    // In French nothing is one of them too.
    expect([text(0), text(1), text(2)]).toEqual(['0 requête (5 %)', '1 requête (5 %)', '2 requêtes (5 %)'])
    expect(text(1200)).toBe('1\u202f200 requêtes (5 %)')
    speak('en', null)
    expect(text(1200)).toBe('1,200 requests (5 %)')
  })

  it('has technical words of its own', () => {
    const text = () => t('map.class.fault')
    expect(text()).toBe('failed')
    speakTechnically(true)
    speak('de', de)
    expect(text()).toBe('Störung (5xx)')
    // What is the same in both.
    expect(t('shell.nav.users')).toBe('Nutzer')
    speakTechnically(false)
    expect(text()).toBe('fehlgeschlagen')
  })

  it('names no status of what failed in a list: a graph counts who did not answer among them', () => {
    const said = languages.map((language) => {
      speak(language, language === 'en' ? null : language === 'de' ? de : fr)
      return healthWords({ kind: 'failing', class: 'fault', failed: 30, of: 100 })
    })
    expect(said).toEqual(['30 % failed', '30 % fehlgeschlagen', '30 % en échec'])
  })

  it('tells the story too', () => {
    speak('de', de)
    const sentence = {
      id: 'story.node.healthy',
      values: { node: 'orders', requests: 1200, p95: { seconds: 1.34 } },
      evidence: { nodes: [], edges: [] },
    } as const
    expect(say(sentence)).toBe('orders hat 1.200 Anfragen ohne Fehlschlag bedient, 95 % davon innerhalb von 1,34 s.')
  })
})
