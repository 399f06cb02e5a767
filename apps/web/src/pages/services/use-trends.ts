/** The course of every service, in one question for all. */
import type { GraphReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { wordsFor } from '../../errors.ts'
import { t } from '../../messages/index.ts'
import { minutesQuery, type WindowQuery } from '../../queries.ts'
import { type Trend, trendOf, trendStep } from './trend.ts'

/** As many as the API tells of; the busiest. */
const most = 1000

export type Trends = {
  readonly trends: { readonly of: ReadonlyMap<string, Trend>; readonly step: number } | null
  /** Why a course is missing or not exact, in words. */
  readonly note: string | null
}

export function useTrends(window: WindowQuery, graph: GraphReply | undefined): Trends {
  // The step is the list's own: it is known as soon as the graph says how long the window is.
  const step = graph ? trendStep(graph.window.to - graph.window.from) : 60
  const answer = useQuery({ ...minutesQuery({ ...window, step, most }), enabled: graph !== undefined })
  const trends = useMemo(
    () =>
      answer.data
        ? {
            of: new Map(answer.data.nodes.map((course) => [course.id, trendOf(course, answer.data.steps)])),
            step: answer.data.step,
          }
        : null,
    [answer.data],
  )
  const note = answer.error
    ? t('services.trend.failed', { detail: wordsFor(answer.error) })
    : answer.data && answer.data.leftOut.nodes > 0
      ? t('services.trend.left-out', { told: answer.data.nodes.length })
      : answer.data?.exactness.kind === 'sampled'
        ? t('services.trend.sampled', { because: answer.data.exactness.because })
        : null
  return { trends, note }
}
