import { compare } from '@roentgen/compare'
import { ApiError } from '../http/errors.ts'
import { type Context, routes, server } from '../routes/context.ts'
import { questionOf } from '../routes/question.ts'
import { compareReply } from './reply.ts'
import { readSide } from './sides.ts'
import { changeOf } from './since.ts'
import { windowsOf, windowsSince } from './windows.ts'

export function serveCompare(context: Context): void {
  server(context)(routes.compare, async ({ query }) => {
    const { source, window, filter, group } = await questionOf(query, context)
    if (query.since !== undefined && query.before !== undefined)
      throw new ApiError('BAD_REQUEST', 'since: give either before or since, not both')
    const change = query.since === undefined ? null : await changeOf(source, window, query.since)
    const two = change
      ? windowsSince(window, Math.round(change.at * 1e6))
      : windowsOf(window, query.before, context.now() / 1000)
    const [before, after, labelOf] = await Promise.all([
      readSide(source, two.before, { filter, group }),
      readSide(source, two.window, { filter, group }),
      context.names.labelOf(),
    ])
    return compareReply(compare(before.side, after.side), {
      source: source.id,
      labelOf,
      ...two,
      since: change && { id: change.id, at: change.at, subject: change.subject, version: change.version },
      sides: { before, after },
    })
  })
}
