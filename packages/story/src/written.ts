/** A headline as text, in parts: each clause can be a link, and the whole keeps to 25 words. */
import { type Frame, type Headline, mostWords, type Slot } from './headline.ts'
import type { Sentence } from './sentence.ts'

export type Part = { readonly text: string; readonly slot: Slot | null; readonly sentence: Sentence | null }

/**
 * `texts` are those of the reader's language; `say` writes one clause in it. Names of services are as long as people made them: when the whole gets too long, names keep their first words
 * only, and at last what is one click away goes: the users, or how many more are marked.
 */
export function written(
  headline: Headline,
  texts: Readonly<Record<`story.frame.${Frame}`, string>>,
  say: (sentence: Sentence) => string,
): readonly Part[] {
  let parts: readonly Part[] = []
  for (const words of [Number.POSITIVE_INFINITY, 3, 2, 1]) {
    parts = partsOf(headline, texts[`story.frame.${headline.frame}`], (sentence) => say(withNames(sentence, words)))
    if (wordsIn(textOf(parts)) <= mostWords) return parts
  }
  const frame = shorter[headline.frame]
  return frame ? partsOf(headline, texts[`story.frame.${frame}`], (sentence) => say(withNames(sentence, 1))) : parts
}

const shorter: Partial<Readonly<Record<Frame, Frame>>> = {
  missedAndMarked: 'missed',
  troubleOfUsers: 'trouble',
  overOfUsers: 'over',
  effectOfUsers: 'effectOnly',
}

export const textOf = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('')

/** What a reader counts: runs of characters with a letter or a digit in them. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

function partsOf(headline: Headline, frame: string, say: (sentence: Sentence) => string): Part[] {
  let first = true
  return frame.split(/(\{\w+\})/).flatMap((piece): Part[] => {
    if (piece === '') return []
    const slot = /^\{(\w+)\}$/.exec(piece)?.[1]
    const clause = slot === undefined ? undefined : headline.clauses.find((one) => one.slot === slot)
    const text = clause ? say(clause.sentence) : slot === undefined ? piece : ''
    const begun: Part = { text: text, slot: clause?.slot ?? null, sentence: clause?.sentence ?? null }
    const opening = first
    first = false
    // A name stays as it is written; a clause that begins with words of ours begins a sentence.
    return [opening && clause && !beginsWithName(clause.sentence, text) ? { ...begun, text: capital(text) } : begun]
  })
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

function beginsWithName({ values }: Sentence, text: string): boolean {
  const names = Object.values(values).filter((value): value is string => typeof value === 'string')
  return names.some((name) => name !== '' && text.startsWith(name.split(' ')[0] ?? name))
}

function withNames(sentence: Sentence, words: number): Sentence {
  if (!Number.isFinite(words)) return sentence
  const values = Object.fromEntries(
    Object.entries(sentence.values).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(value, words) : value,
    ]),
  )
  // The same members with shorter texts.
  return { ...sentence, values } as Sentence
}

function cut(name: string, words: number): string {
  const all = name.split(/\s+/)
  return all.length <= words ? name : `${all.slice(0, words).join(' ')}…`
}
