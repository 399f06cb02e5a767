/** The services this one trace went through, and its calls. */
import type { GraphReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { duration } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { traceGraphQuery } from '../../queries.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { Selection } from '../map/MapView.tsx'

const Canvas = lazy(() => import('./TraceMapCanvas.tsx'))

type TraceMapProps = {
  readonly id: string
  readonly source: string | undefined
  /** Look for a service in the timeline. */
  readonly onFind: (name: string) => void
}

export function TraceMap({ id, source, onFind }: TraceMapProps) {
  const query = useQuery(traceGraphQuery(id, source))
  const [selection, setSelection] = useState<Selection>({})
  const graph = query.data
  if (query.error && !graph) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!graph) return <Loading>{t('trace.map.loading')}</Loading>
  const nameOf = (node: string | undefined) => graph.nodes.find((one) => one.id === node)?.name
  const chosen = nameOf(selection.node)
  const find = (node: string) => {
    const name = nameOf(node)
    if (name !== undefined) onFind(name)
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="card flex h-[min(32rem,60dvh)] min-h-80 overflow-hidden">
        <Suspense fallback={<Loading>{t('trace.map.loading')}</Loading>}>
          <Canvas graph={graph} selection={selection} onSelect={(what) => setSelection(what ?? {})} onOpen={find} />
        </Suspense>
      </div>
      {chosen !== undefined && (
        <p>
          <button type="button" className="btn" onClick={() => onFind(chosen)}>
            {t('trace.map.find', { name: chosen })}
          </button>
        </p>
      )}
      <CallTable graph={graph} />
    </div>
  )
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
