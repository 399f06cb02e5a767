/** A filter expression of a request, or the error that says where it is wrong. */
import { type FilterExpression, type GroupLookup, parse, spliceGroups } from '@roentgen/filter'
import { invalidRequest } from './errors.ts'

/** As older pages of the reference have it; the engine's own limit for a question is not far beyond. */
const mostFilter = 2_000

const noGroups: GroupLookup = () => null

export function filterExpression(text: string, groups: GroupLookup = noGroups): FilterExpression {
  if (text.length > mostFilter)
    throw invalidRequest(`Filter expression can not be longer than ${mostFilter} characters`)
  // On this wire nobody shall grow used to what AWS refuses.
  const parsed = parse(text, { strict: 'except-not' })
  const spliced = parsed.ok ? spliceGroups(parsed.expression, groups) : parsed
  if (spliced.ok) return spliced.expression
  const { message, at } = spliced.error
  throw invalidRequest(`Invalid filter expression: ${message} (at character ${at.start + 1})`)
}
