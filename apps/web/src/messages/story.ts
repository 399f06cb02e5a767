/** The story's sentences in this page's units. Apart from the catalogue: only pages that tell need them. */
import { messagesEn, plainValues, type Sentence } from '@roentgen/story'
import { duration } from '../format.ts'
import { formatMessage } from './index.ts'

export const say = (sentence: Sentence): string =>
  formatMessage(messagesEn[sentence.id], plainValues(sentence.values, duration))
