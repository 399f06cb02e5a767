/** The course of a window: what every node and edge counted step by step, and what changed meanwhile. */
import { ApiError } from '../http/errors.ts'
import { changesReply } from '../reply/changes.ts'
import { minutesReply } from '../reply/minutes.ts'
import { fittingStep, mostSteps, stepLengths } from '../source/steps.ts'
import { type Context, routes, server } from './context.ts'
import { questionOf } from './question.ts'

const wantedSteps = 1500
/** Of one answer, nodes and edges together: about 10 MB before it is packed. */
const mostCells = 1_500_000

export function serveTime(context: Context): void {
  const serve = server(context)

  serve(routes.minutes, async ({ query }) => {
    const { source, window, filter, group } = await questionOf(query, context)
    const { step: asked, most } = query
    if (asked !== undefined && !stepLengths.some((step) => step === asked))
      throw new ApiError('BAD_REQUEST', `step: one of ${stepLengths.join(', ')}`)
    const step = fittingStep(window, asked ?? 60, asked === undefined ? wantedSteps : mostSteps)
    const steps = (window.toUs - window.fromUs) / 1e6 / step
    const within = Math.max(1, Math.min(most, Math.floor(mostCells / 2 / Math.max(1, steps))))
    return minutesReply(source.id, window, await source.minutes(window, step, within, filter, group))
  })

  serve(routes.changes, async ({ query }) => {
    const { source, window } = await questionOf({ ...query, filter: undefined, group: undefined }, context)
    return changesReply(source.id, window, await source.changes(window, query.most))
  })
}
