/** Prometheus text about this process: requests by route and status, their time, open event streams, memory. */
import type { Request, Response } from 'express'

const bounds = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10]

type Series = { count: number; seconds: number; buckets: number[] }

export class Metrics {
  readonly #requests = new Map<string, Series>()
  eventStreams = 0

  observe(route: string, status: number, seconds: number): void {
    const labels = `route="${route}",status="${status}"`
    const series = this.#requests.get(labels) ?? { count: 0, seconds: 0, buckets: bounds.map(() => 0) }
    series.count += 1
    series.seconds += seconds
    bounds.forEach((bound, i) => {
      if (seconds <= bound) series.buckets[i] = (series.buckets[i] ?? 0) + 1
    })
    this.#requests.set(labels, series)
  }

  text(): string {
    const name = 'roentgen_bff_request_seconds'
    const lines = [`# HELP ${name} Time to answer a request.`, `# TYPE ${name} histogram`]
    for (const [labels, series] of this.#requests) {
      for (const [i, bound] of bounds.entries())
        lines.push(`${name}_bucket{${labels},le="${bound}"} ${series.buckets[i] ?? 0}`)
      lines.push(`${name}_bucket{${labels},le="+Inf"} ${series.count}`)
      lines.push(`${name}_sum{${labels}} ${series.seconds}`, `${name}_count{${labels}} ${series.count}`)
    }
    lines.push(
      '# HELP roentgen_bff_event_streams Pages that listen for news.',
      '# TYPE roentgen_bff_event_streams gauge',
      `roentgen_bff_event_streams ${this.eventStreams}`,
      '# HELP process_resident_memory_bytes Resident memory.',
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      '# HELP process_cpu_seconds_total User and system time.',
      '# TYPE process_cpu_seconds_total counter',
      `process_cpu_seconds_total ${(process.cpuUsage().user + process.cpuUsage().system) / 1e6}`,
    )
    return `${lines.join('\n')}\n`
  }
}

export function measured(
  metrics: Metrics,
  route: string,
  handle: (request: Request, response: Response) => Promise<void>,
) {
  return async (request: Request, response: Response): Promise<void> => {
    const started = performance.now()
    await handle(request, response)
    metrics.observe(route, response.statusCode, (performance.now() - started) / 1000)
  }
}
