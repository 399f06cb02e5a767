import { invalidRequest } from '../errors.ts'
import { checkGroup } from '../groups.ts'
import { operation } from '../operation.ts'
import { readSeries } from '../series.ts'
import { windowUpToSixHours } from '../window.ts'
import { wireHistogram, wireStatistics } from '../wire/graph.ts'

export const getTimeSeriesServiceStatistics = operation('GetTimeSeriesServiceStatistics', async (input, { store }) => {
  const window = windowUpToSixHours(input.StartTime, input.EndTime)
  const period = input.Period ?? 60
  if (period !== 60 && period !== 300) throw invalidRequest('Time period must be one of [60, 300]')
  checkGroup(input)
  if (input.NextToken !== null) throw invalidRequest('NextToken is currently not supported')
  const { side, points } = await readSeries(store, window, period, input.EntitySelectorExpression)
  return {
    TimeSeriesServiceStatistics: points.map((point) => {
      const statistics = wireStatistics(point.counts)
      return {
        Timestamp: point.startUs / 1e6 + period,
        EdgeSummaryStatistics: side === 'edge' ? statistics : null,
        ServiceSummaryStatistics: side === 'service' ? statistics : null,
        ServiceForecastStatistics: null,
        ResponseTimeHistogram: wireHistogram(point.histogram),
      }
    }),
    ContainsOldGroupVersions: false,
    NextToken: null,
  }
})
