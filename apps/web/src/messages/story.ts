/** The story's sentences in this page's units. Apart from the catalogue: only pages that tell need them. */
import { messagesEn, plainValues, type Sentence } from '@roentgen/story'
import { duration, tickTime } from '../format.ts'
import { shortName } from '../ui/node-kind.ts'
import { fetchedStory, formatMessage } from './index.ts'

/** Queues and topics by the last part of their address: names people gave, as the map has them. */
export function say(
  sentence: Sentence,
  moment: (epochSeconds: number, since: number | null) => string = (at) => tickTime(at),
): string {
  const values = Object.entries(plainValues(sentence.values, duration, moment)).map(
    ([name, value]) => [name, typeof value === 'string' ? shortName(value) : value] as const,
  )
  return formatMessage(storyTexts()[sentence.id], Object.fromEntries(values))
}

export const storyTexts = (): typeof messagesEn => fetchedStory() ?? messagesEn
