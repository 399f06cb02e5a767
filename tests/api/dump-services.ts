/** A graph as the X-Ray API prints it, drawn as text in the same way as `tests/data/sample.ts` draws an assembled one. */
import type { Service } from '@aws-sdk/client-xray'

export function dumpServices(services: readonly Service[]): string[] {
  const name = (node: { Name?: string; Type?: string }) => `${node.Name} / ${node.Type ?? null}`
  const counts = (statistics: Service['SummaryStatistics']) => {
    const parts = [
      [statistics?.OkCount, 'ok'],
      [statistics?.ErrorStatistics?.OtherCount, 'error'],
      [statistics?.ErrorStatistics?.ThrottleCount, 'throttle'],
      [statistics?.FaultStatistics?.TotalCount, 'fault'],
    ].filter(([count]) => count !== 0)
    const milliseconds = Math.round((statistics?.TotalResponseTime ?? 0) * 1e6) / 1e3
    return `${parts.map((part) => part.join(' ')).join(' ')} ${milliseconds}ms`
  }
  const byReference = new Map(services.map((service) => [service.ReferenceId, service]))
  const nodes = services
    .filter((service) => service.Type !== 'client')
    .map((one) => `${name(one)} [${one.State}${one.Root ? ', root' : ''}] ${counts(one.SummaryStatistics)}`)
  const edges = services.flatMap((from) =>
    (from.Edges ?? []).map((edge) => {
      const arrow = edge.EdgeType === 'link' ? '~>' : '->'
      const aliases = (edge.Aliases ?? []).length === 0 ? '' : ` alias ${edge.Aliases?.map(name).join(', ')}`
      return `${name(from)} ${arrow} ${name(byReference.get(edge.ReferenceId) ?? {})} ${counts(edge.SummaryStatistics)}${aliases}`
    }),
  )
  return [...nodes, ...edges]
}
