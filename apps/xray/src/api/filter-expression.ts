/** A filter expression of a request, or the error that says where it is wrong. */
import { type FilterExpression, parse } from '@roentgen/filter'
import { invalidRequest } from './errors.ts'

/** As older pages of the reference have it; the engine's own limit for a question is not far beyond. */
const mostFilter = 2_000

export function filterExpression(text: string): FilterExpression {
  if (text.length > mostFilter)
    throw invalidRequest(`Filter expression can not be longer than ${mostFilter} characters`)
  const parsed = parse(text)
  if (parsed.ok) return parsed.expression
  throw invalidRequest(`Invalid filter expression: ${parsed.error.message} (at character ${parsed.error.at.start + 1})`)
}
