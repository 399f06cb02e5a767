/** The story's sentences in this page's units. Apart from the catalogue: only pages that tell need them. */
import { messagesEn, plainValues, type Sentence } from '@roentgen/story'
import { duration } from '../format.ts'
import { shortName } from '../ui/node-kind.ts'
import { fetchedStory, formatMessage } from './index.ts'

/** Queues and topics by the last part of their address: names people gave, as the map has them. */
export function say(sentence: Sentence): string {
  const values = Object.entries(plainValues(sentence.values, duration)).map(
    ([name, value]) => [name, typeof value === 'string' ? shortName(value) : value] as const,
  )
  return formatMessage((fetchedStory() ?? messagesEn)[sentence.id], Object.fromEntries(values))
}
