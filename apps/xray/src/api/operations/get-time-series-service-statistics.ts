import { invalidRequest } from '../errors.ts'
import { forecastOf, historyBefore } from '../forecast.ts'
import { filterOfGroup, groupAsked } from '../groups.ts'
import { operation } from '../operation.ts'
import { readSeries } from '../series.ts'
import { windowUpToSixHours } from '../window.ts'
import { wireHistogram, wireStatistics } from '../wire/graph.ts'

export const getTimeSeriesServiceStatistics = operation(
  'GetTimeSeriesServiceStatistics',
  async (input, { store, control }) => {
    const window = windowUpToSixHours(input.StartTime, input.EndTime)
    const period = input.Period ?? 60
    if (period !== 60 && period !== 300) throw invalidRequest('Time period must be one of [60, 300]')
    const group = await groupAsked(control, input)
    if (input.NextToken !== null) throw invalidRequest('NextToken is currently not supported')
    const selector = input.EntitySelectorExpression
    if (input.ForecastStatistics === true) {
      if (selector === null) throw invalidRequest('Forecast statistics need an EntitySelectorExpression')
      const { insights } = group ?? (await control.groups.get({ GroupName: 'Default', GroupARN: null }))
      if (!insights.enabled) throw invalidRequest('Forecast statistics need a group with insights enabled')
    }
    const filter = await filterOfGroup(control, group)
    const read = (of: typeof window) => readSeries(store, of, period, selector, filter)
    const { side, points } = await read(window)
    const forecast = input.ForecastStatistics === true ? forecastOf((await read(historyBefore(window))).points) : null
    return {
      TimeSeriesServiceStatistics: points.map((point) => {
        const statistics = wireStatistics(point.counts)
        return {
          Timestamp: point.startUs / 1e6 + period,
          EdgeSummaryStatistics: side === 'edge' ? statistics : null,
          ServiceSummaryStatistics: side === 'service' ? statistics : null,
          ServiceForecastStatistics: forecast === null ? null : forecast(point.counts),
          ResponseTimeHistogram: wireHistogram(point.histogram),
        }
      }),
      ContainsOldGroupVersions: false,
      NextToken: null,
    }
  },
)
