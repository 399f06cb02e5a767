/** What `/api/story` says, as sentences of this page's own texts. */
import type { StoryReply, StorySentence } from '@roentgen/contract'
import { type Headline, messagesEn, type Sentence } from '@roentgen/story'

/** Null: a bff that is newer than this page says something that has no text here. */
export const sentenceFrom = (told: StorySentence): Sentence | null => (isKnown(told) ? told : null)

/** The bff sends what its own story package made; the id says which values there are. */
function isKnown(told: { readonly id: string }): told is Sentence {
  return Object.hasOwn(messagesEn, told.id)
}

export function headlineFrom({ headline }: StoryReply): Headline | null {
  const clauses = headline.clauses.flatMap(({ slot, sentence }) => {
    const known = sentenceFrom(sentence)
    return known ? [{ slot, sentence: known }] : []
  })
  return clauses.length === headline.clauses.length ? { ...headline, clauses } : null
}

/** Names of services by what people call them. */
export function named(sentence: Sentence, friendly: ReadonlyMap<string, string>): Sentence {
  const values = Object.fromEntries(
    Object.entries(sentence.values).map(([member, value]) => [
      member,
      typeof value === 'string' ? (friendly.get(value) ?? value) : value,
    ]),
  )
  // The same members, with other texts in them.
  return { ...sentence, values } as Sentence
}

/** Changes with what is told, not with each new request: what must be announced again. */
export function gist({ headline, since, until }: StoryReply): string {
  const names = headline.clauses.map(({ slot, sentence: { id, values } }) => [
    slot,
    id,
    values.node ?? null,
    values.entry ?? null,
  ])
  return JSON.stringify([headline.state, headline.frame, since, until, names])
}
