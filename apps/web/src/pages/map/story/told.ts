/** What `/api/story` says, as sentences of this page's own texts. */
import { parseEdgeId, parseNodeId, type StoryReply, type StorySentence } from '@roentgen/contract'
import { shortName } from '@roentgen/picture'
import { type Headline, messagesEn, type Sentence } from '@roentgen/story'

/** Null: a bff that is newer than this page says something that has no text here. */
export const sentenceFrom = (told: StorySentence): Sentence | null => (isKnown(told) ? shortened(told) : null)

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

/** Values that are names of services. What people call them the bff has put there already; the long names of queues and topics it has not cut. */
const names: ReadonlySet<string> = new Set(['entry', 'node', 'second', 'from', 'to'])

function shortened(sentence: Sentence): Sentence {
  const values = Object.fromEntries(
    Object.entries(sentence.values).map(([member, value]) => [
      member,
      names.has(member) && typeof value === 'string' && isTechnical(value, sentence) ? shortName(value) : value,
    ]),
  )
  // The same members, with other texts in them.
  return { ...sentence, values } as Sentence
}

/** It is how one of those that the sentence is about calls itself, and not what people call it. */
const isTechnical = (name: string, { evidence }: Sentence): boolean =>
  evidence.nodes.some((id) => parseNodeId(id)?.name === name) ||
  evidence.edges.some((id) => Object.values(parseEdgeId(id) ?? {}).some((end) => end.name === name))

/** Changes with what is told, not with each new request: what must be announced again. */
export function gist({ headline, since, until }: StoryReply): string {
  // Who is marked without being a trouble comes and goes with single requests.
  const names = headline.clauses.map(({ slot, sentence: { id, values } }) =>
    slot === 'marked' || slot === 'missed'
      ? [slot]
      : [slot, id, values.node ?? null, values.entry ?? null, values.second ?? null, values.services ?? null],
  )
  return JSON.stringify([headline.state, headline.frame, since, until, names])
}
