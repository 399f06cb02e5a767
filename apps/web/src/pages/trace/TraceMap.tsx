/** The services this one trace went through, and its calls. */
import type { GraphReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { duration } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { traceGraphQuery } from '../../queries.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'

export function TraceMap({ id, source }: { id: string; source: string | undefined }) {
  const query = useQuery(traceGraphQuery(id, source))
  if (query.error && !query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading>{t('trace.map.loading')}</Loading>
  return <CallTable graph={query.data} />
}

function CallTable({ graph }: { graph: GraphReply }) {
  const names = new Map(graph.nodes.map((node) => [node.id, node.name]))
  return (
    <table className="w-full text-left text-sm">
      <caption className="sr-only">{t('trace.map.caption')}</caption>
      <thead className="text-xs text-ink-soft">
        <tr>
          {(['from', 'to'] as const).map((column) => (
            <th key={column} scope="col" className="p-2 font-normal">
              {t(`trace.map.${column}`)}
            </th>
          ))}
          {(['calls', 'failed', 'time'] as const).map((column) => (
            <th key={column} scope="col" className="p-2 text-right font-normal">
              {t(`trace.map.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {graph.edges.map((edge) => (
          <tr key={edge.id} className="border-t border-line">
            <td className="p-2 break-words">{names.get(edge.from) ?? edge.from}</td>
            <td className="p-2 break-words">{names.get(edge.to) ?? edge.to}</td>
            <td className="num p-2 text-right">{edge.counts.total}</td>
            <td className="num p-2 text-right">{edge.counts.total - edge.counts.ok}</td>
            <td className="num p-2 text-right">{duration(edge.counts.totalTime)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
