/** A completion put into the text, and where the caret goes. */
import type { Completion, Completions } from '@roentgen/filter'

export type Inserted = {
  readonly text: string
  readonly caret: number
  /** What it opens (a parenthesis, a bracket) wants something inside: go on offering. */
  readonly goesOn: boolean
}

export function inserted(text: string, { from, to }: Completions, { insert, kind }: Completion): Inserted {
  const goesOn = /[([{:]\s*$/.test(insert)
  const rest = text.slice(to)
  // The quote or bracket that closed what stood there before closes the new one.
  const after = /["\]]$/.test(insert) && rest.startsWith(insert.slice(-1)) ? rest.slice(1) : rest
  // Words stand apart; what is named or opened is followed by a sign.
  const space = kind !== 'name' && !goesOn && !after.startsWith(' ') ? ' ' : ''
  return { text: `${text.slice(0, from)}${insert}${space}${after}`, caret: from + insert.length + space.length, goesOn }
}
