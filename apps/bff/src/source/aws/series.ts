/** GetTimeSeriesServiceStatistics over any window and step. */
import { GetTimeSeriesServiceStatisticsCommand } from '@aws-sdk/client-xray'
import { edgeFilter, serviceFilter } from '@roentgen/filter'
import type { SeriesPoint, SeriesSubject, Window } from '@roentgen/store'
import { addCounts, mergeHistogram, noCounts, unreachable } from '@roentgen/trace'
import { ApiError } from '../../http/errors.ts'
import type { SourceGroup } from '../port.ts'
import type { Asker } from './asker.ts'
import { pointFrom } from './from-wire.ts'
import { tilesOf } from './tiles.ts'

const longestSelector = 500

function selectorOf(subject: SeriesSubject): string | null {
  switch (subject.kind) {
    case 'all':
      return null
    case 'node':
      return serviceFilter(subject.node)
    case 'edge':
      return edgeFilter(subject.from, subject.to)
    default:
      return unreachable(subject)
  }
}

export async function timeSeries(
  asker: Asker,
  window: Window,
  stepSeconds: number,
  subject: SeriesSubject,
  group: SourceGroup | null = null,
): Promise<SeriesPoint[]> {
  const selector = selectorOf(subject)
  if (selector && selector.length > longestSelector) {
    throw new ApiError('BAD_REQUEST', 'The X-Ray API takes no series of a node or edge whose names are this long')
  }
  // The API knows two periods; longer steps are added up from five minutes.
  const period = stepSeconds === 60 ? 60 : 300
  const tiles = await Promise.all(tilesOf(window).map((tile) => seriesOfTile(asker, tile, period, selector, group)))
  return addedUp(tiles.flat(), stepSeconds)
}

async function seriesOfTile(
  asker: Asker,
  tile: Window,
  period: number,
  selector: string | null,
  group: SourceGroup | null,
): Promise<SeriesPoint[]> {
  const points: SeriesPoint[] = []
  let token: string | undefined
  do {
    const input = {
      StartTime: new Date(tile.fromUs / 1000),
      EndTime: new Date(tile.toUs / 1000),
      Period: period,
      ...(group ? { GroupName: group.name } : {}),
      ...(selector ? { EntitySelectorExpression: selector } : {}),
      ...(token ? { NextToken: token } : {}),
    }
    const reply = await asker.ask('GetTimeSeriesServiceStatistics', input, (i) =>
      asker.client.send(new GetTimeSeriesServiceStatisticsCommand(i)),
    )
    points.push(...(reply.TimeSeriesServiceStatistics ?? []).map((entry) => pointFrom(entry, period)))
    token = reply.NextToken
  } while (token)
  return points
}

/** Points of the same step become one; oldest first. */
export function addedUp(points: readonly SeriesPoint[], stepSeconds: number): SeriesPoint[] {
  const stepUs = stepSeconds * 1e6
  const steps = new Map<number, SeriesPoint>()
  for (const point of points) {
    const startUs = Math.floor(point.startUs / stepUs) * stepUs
    const sum = steps.get(startUs) ?? { startUs, counts: noCounts(), histogram: new Map() }
    addCounts(sum.counts, point.counts)
    mergeHistogram(sum.histogram, point.histogram)
    steps.set(startUs, sum)
  }
  return [...steps.values()].sort((a, b) => a.startUs - b.startUs)
}
