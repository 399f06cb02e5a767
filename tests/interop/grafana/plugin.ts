/**
 * What Grafana's X-Ray plugin asks and reads, in our own words. Its backend is Go: a null member is a nil pointer, and `needs` marks
 * every place where the plugin follows one without asking. Its pages read the same values as JSON.
 */
import { post } from '../../api/running.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }
type Members = { readonly [member: string]: Json }

export type Range = { readonly from: number; readonly to: number }

export class Nil extends Error {
  override readonly name = 'Nil'
}

function needs(value: Json | undefined, what: string): Exclude<Json, null> {
  if (value === null || value === undefined) throw new Nil(`the plugin follows ${what}, which is null`)
  return value
}
function object(value: Json | undefined, what: string): Members {
  const found = needs(value, what)
  // Members of an object are named; arrays are told apart.
  if (typeof found !== 'object' || Array.isArray(found)) throw new Nil(`${what} is no object`)
  return found as Members
}
function array(value: Json | undefined, what: string): readonly Json[] {
  const found = needs(value, what)
  if (!Array.isArray(found)) throw new Nil(`${what} is no list`)
  return found
}
const text = (value: Json | undefined, what: string): string => String(needs(value, what))
const number = (value: Json | undefined, what: string): number => Number(needs(value, what))
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

export class Plugin {
  /** Paths asked, in order. */
  readonly asked: string[] = []
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  async #call(path: string, body: object): Promise<Members> {
    this.asked.push(path)
    const reply = await post(`${this.#url}/${path}`, body, { 'content-type': 'application/json' })
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.text}`)
    const parsed: Json = JSON.parse(reply.text)
    return object(parsed, path)
  }

  /** As the Go SDK's paginators do: until there is no token. */
  async #pages(path: string, body: object, member: string): Promise<Members[]> {
    const items: Members[] = []
    let token: Json | undefined
    do {
      const page = await this.#call(path, token ? { ...body, NextToken: token } : body)
      items.push(...list(page[member]).map((item) => object(item, member)))
      token = page.NextToken
    } while (token)
    return items
  }

  /** "Save and test" of the data source. */
  async checkHealth(): Promise<void> {
    await this.#call('Groups', {})
  }

  async groups(): Promise<string[]> {
    return (await this.#pages('Groups', {}, 'Groups')).map(({ GroupName }) => text(GroupName, 'GroupName'))
  }

  async accounts(range: Range, group: string): Promise<string[]> {
    const body = { StartTime: range.from, EndTime: range.to, GroupName: group }
    const services = await this.#pages('ServiceGraph', body, 'Services')
    return services.flatMap(({ AccountId }) =>
      typeof AccountId === 'string' && AccountId !== 'all' ? [AccountId] : [],
    )
  }

  /** The table of traces, up to a thousand rows. */
  async traceList(range: Range, query = ''): Promise<{ id: string; status: Json; annotations: number }[]> {
    const body = {
      StartTime: range.from,
      EndTime: range.to,
      ...(query === '' ? {} : { FilterExpression: query }),
    }
    const summaries = await this.#pages('TraceSummaries', body, 'TraceSummaries')
    return summaries.map((summary) => {
      const http = object(summary.Http, 'Summary.Http')
      const annotations = Object.values(object(summary.Annotations ?? {}, 'Annotations'))
      return {
        id: text(summary.Id, 'Id'),
        status: http.HttpStatus ?? null,
        annotations: annotations.reduce<number>((count, values) => count + list(values).length, 0),
      }
    })
  }

  /** Summaries for the analytics: counted first, then a sample by four requests at once, each paged on its own. */
  async #sample(range: Range, query: string, group: string): Promise<Members[]> {
    const most = 10_000
    let rate = 1
    if (query === '') rate = Math.min(most / (await this.#traceCount(range, group)), 1)
    const quarter = (range.to - range.from) / 4
    const summaries: Members[] = []
    const open = Array.from({ length: 4 }, (_, index) => ({
      body: {
        StartTime: range.from + quarter * index,
        EndTime: range.from + quarter * (index + 1),
        ...(query === '' ? {} : { FilterExpression: query }),
        TimeRangeType: 'Event',
        Sampling: true,
        SamplingStrategy: { Name: 'FixedRate', Value: rate },
      },
      token: 'first',
    }))
    while (open.some(({ token }) => token !== '')) {
      const rounds = open.filter(({ token }) => token !== '')
      const pages = await Promise.all(
        rounds.map(({ body, token }) =>
          this.#call('TraceSummaries', token === 'first' ? body : { ...body, NextToken: token }),
        ),
      )
      for (const [index, page] of pages.entries()) {
        summaries.push(...list(page.TraceSummaries).map((item) => object(item, 'TraceSummaries')))
        const round = rounds[index]
        if (round !== undefined) round.token = typeof page.NextToken === 'string' ? page.NextToken : ''
      }
    }
    return summaries
  }

  async #traceCount(range: Range, group: string): Promise<number> {
    const body = { StartTime: range.from, EndTime: range.to, GroupName: group, Period: 60 }
    let count = 0
    for (const point of await this.#pages('TimeSeriesServiceStatistics', body, 'TimeSeriesServiceStatistics')) {
      const statistics = point.ServiceSummaryStatistics ?? point.EdgeSummaryStatistics
      if (statistics != null) count += number(object(statistics, 'statistics').TotalCount, 'TotalCount')
    }
    return count
  }

  /** One row per value: how many of the sample have it. */
  async analytics(kind: AnalyticsKind, range: Range, query = '', group = 'Default'): Promise<Map<string, number>> {
    const counts = new Map<string, number>()
    for (const summary of await this.#sample(range, query, group)) {
      const keys = keysOf(kind, summary)
      for (const key of keys.length === 0 ? ['-'] : keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return counts
  }

  async traceStatistics(range: Range, query = '', resolution = 60): Promise<{ time: number; total: number }[]> {
    const body = {
      StartTime: range.from,
      EndTime: range.to,
      Period: resolution,
      ...(query === '' ? {} : { EntitySelectorExpression: query }),
    }
    const points = await this.#pages('TimeSeriesServiceStatistics', body, 'TimeSeriesServiceStatistics')
    return points.map((point) => {
      const statistics = object(point.EdgeSummaryStatistics ?? point.ServiceSummaryStatistics, 'statistics')
      const { OkCount, ErrorStatistics, FaultStatistics, TotalCount, TotalResponseTime } = statistics
      number(OkCount, 'OkCount')
      number(object(ErrorStatistics, 'ErrorStatistics').ThrottleCount, 'ThrottleCount')
      number(object(ErrorStatistics, 'ErrorStatistics').TotalCount, 'ErrorStatistics.TotalCount')
      number(object(FaultStatistics, 'FaultStatistics').TotalCount, 'FaultStatistics.TotalCount')
      number(TotalResponseTime, 'TotalResponseTime')
      return { time: number(point.Timestamp, 'Timestamp'), total: number(TotalCount, 'TotalCount') }
    })
  }

  async serviceMap(range: Range, group = 'Default'): Promise<Drawn> {
    const body = { StartTime: range.from, EndTime: range.to, GroupName: group }
    return drawn(await this.#pages('ServiceGraph', body, 'Services'), false)
  }

  /** A trace and its own map, asked at once. Ids in W3C's form are rewritten. */
  async trace(given: string): Promise<{ spans: number; map: Drawn }> {
    const id = given.length === 32 ? `1-${given.slice(0, 8)}-${given.slice(8)}` : given
    const [batch, services] = await Promise.all([
      this.#call('Traces', { TraceIds: [id] }),
      this.#pages('TraceGraph', { TraceIds: [id] }, 'Services'),
    ])
    const [first] = list(batch.Traces)
    const trace = object(first, 'the first of Traces')
    const documents = array(trace.Segments, 'Segments').map((segment) => {
      const parsed: Json = JSON.parse(text(object(segment, 'Segment').Document, 'Document'))
      return object(parsed, 'Document')
    })
    return { spans: documents.reduce((count, document) => count + spansOf(document), 0), map: drawn(services, true) }
  }

  /** Of one group, or of all that there are. */
  async insights(range: Range, group: string, state = 'All'): Promise<{ id: string; state: string; cause: string }[]> {
    const groups = group === 'All' ? await this.groups() : [group]
    const rows = []
    for (const GroupName of groups) {
      const States = state === 'All' ? [] : [state.toUpperCase()]
      const body = { StartTime: range.from, EndTime: range.to, States, GroupName }
      const { InsightSummaries } = await this.#call('InsightSummaries', body)
      rows.push(...list(InsightSummaries).map((item) => insightRow(object(item, 'InsightSummary'))))
    }
    return rows
  }
}

export const analyticsKinds = [
  'responseTimeService',
  'responseTimePath',
  'errorService',
  'errorPath',
  'errorMessage',
  'faultService',
  'faultPath',
  'faultMessage',
  'url',
  'user',
  'statusCode',
] as const
export type AnalyticsKind = (typeof analyticsKinds)[number]

const serviceKey = (service: Members) =>
  `${text(service.Name, 'Service.Name')} (${text(service.Type, 'Service.Type of a root cause')})`

function keysOf(kind: AnalyticsKind, summary: Members): string[] {
  const http = summary.Http == null ? {} : object(summary.Http, 'Http')
  if (kind === 'url') return http.HttpURL == null ? [] : [String(http.HttpURL)]
  if (kind === 'statusCode') return http.HttpStatus == null ? [] : [String(http.HttpStatus)]
  if (kind === 'user')
    return list(summary.Users).flatMap((user) => {
      const { UserName } = object(user, 'User')
      return UserName == null ? [] : [String(UserName)]
    })
  const causes = kind.startsWith('responseTime')
    ? summary.ResponseTimeRootCauses
    : kind.startsWith('error')
      ? summary.ErrorRootCauses
      : summary.FaultRootCauses
  return list(causes).map((cause) => {
    const services = list(object(cause, 'RootCause').Services).map((service) => object(service, 'Service'))
    const last = services.at(-1)
    if (last === undefined) throw new Nil('a root cause without services')
    if (kind.endsWith('Service')) return serviceKey(last)
    if (kind.endsWith('Message')) return services.flatMap(messagesOf)[0] ?? '-'
    return services.map((service) => pathOf(kind, service)).join(' => ')
  })
}

const pathEntries = (service: Members) => list(service.EntityPath).map((entry) => object(entry, 'EntityPath'))
const exceptionsIn = (service: Members) =>
  pathEntries(service).flatMap(({ Exceptions }) => list(Exceptions).map((one) => object(one, 'Exception')))

const messagesOf = (service: Members) =>
  exceptionsIn(service).flatMap(({ Message }) => (Message == null ? [] : [String(Message)]))

function pathOf(kind: AnalyticsKind, service: Members): string {
  const names =
    kind === 'responseTimePath'
      ? pathEntries(service)
          .slice(1)
          .map(({ Name }) => text(Name, 'Name of a path'))
      : exceptionsIn(service).map(({ Name }) =>
          kind === 'errorPath' ? text(Name, 'Name of an exception') : String(Name ?? 'unknown'),
        )
  return [serviceKey(service), ...names].join(' -> ')
}

export type Drawn = { readonly nodes: readonly string[]; readonly edges: readonly string[] }

/** The node graph: a node without figures of its own takes those of its first edge. */
function drawn(services: readonly Members[], counts: boolean): Drawn {
  const byId = new Map(services.map((service) => [service.ReferenceId, service]))
  const drawStatistics = (source: Members) => {
    const statistics = object(source.SummaryStatistics, 'SummaryStatistics')
    number(object(statistics.ErrorStatistics, 'ErrorStatistics').ThrottleCount, 'ThrottleCount')
    if (counts) array(source.ResponseTimeHistogram, 'ResponseTimeHistogram')
  }
  for (const service of services) {
    const [first] = array(service.Edges, 'Edges')
    drawStatistics(service.SummaryStatistics == null ? object(first, 'the first edge of a client') : service)
  }
  const edges = services.flatMap((source) =>
    list(source.Edges).flatMap((item) => {
      const edge = object(item, 'Edge')
      const target = byId.get(edge.ReferenceId ?? null)
      if (target === undefined) return []
      drawStatistics(edge)
      return [`${text(source.Name, 'Name')} -> ${text(target.Name, 'Name')}`]
    }),
  )
  return { nodes: services.map(({ Name, Type }) => `${text(Name, 'Name')} (${String(Type ?? '')})`), edges }
}

/** A row of the trace view: each has an id, a name and a start. */
function spansOf(entity: Members): number {
  text(entity.id, 'id')
  text(entity.name, 'name')
  number(entity.start_time, 'start_time')
  const children = list(entity.subsegments).map((child) => object(child, 'subsegment'))
  return 1 + children.reduce((count, child) => count + spansOf(child), 0)
}

function insightRow(insight: Members): { id: string; state: string; cause: string } {
  const cause = object(insight.RootCauseServiceId, 'RootCauseServiceId')
  const [top] = list(insight.TopAnomalousServices)
  object(object(top, 'the first of TopAnomalousServices').ServiceId, 'ServiceId')
  // Of a closed insight the second sentence of the summary is shown.
  if (insight.EndTime != null && text(insight.Summary, 'Summary').split('.').length < 2)
    throw new Nil('a summary without a second sentence')
  text(list(insight.Categories)[0], 'the first of Categories')
  number(insight.StartTime, 'StartTime')
  return { id: text(insight.InsightId, 'InsightId'), state: text(insight.State, 'State'), cause: String(cause.Name) }
}
