/** The trace's own map, drawn as the big one is; its places are laid out anew and never remembered. In a chunk of its own, with Cytoscape. */
import type { GraphReply } from '@roentgen/contract'
import { useEffect, useState } from 'react'
import type { Positions } from '../../layout/graph.ts'
import { layoutInWorker } from '../../layout/worker.ts'
import { t } from '../../messages/index.ts'
import { Loading } from '../../ui/Loading.tsx'
import { MapView, type Selection } from '../map/MapView.tsx'
import { layoutGraphOf } from '../map/use-positions.ts'

const aspect = 2.2

type TraceMapCanvasProps = {
  readonly graph: GraphReply
  readonly selection: Selection
  readonly onSelect: (what: Selection | null) => void
  /** Show this service's entries in the timeline. */
  readonly onOpen: (node: string) => void
}

export default function TraceMapCanvas({ graph, selection, onSelect, onOpen }: TraceMapCanvasProps) {
  const [positions, setPositions] = useState<Positions | null>(null)
  const [drawn, setDrawn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: "Tidy" asks for the same once more
  useEffect(() => {
    let current = true
    layoutInWorker(layoutGraphOf(graph), { aspect, previous: null }).then(
      (at) => current && setPositions(at),
      // The table below has the same figures.
      () => current && setPositions({}),
    )
    return () => {
      current = false
    }
  }, [graph, drawn])
  if (positions === null) return <Loading>{t('trace.map.loading')}</Loading>
  return (
    <MapView
      graph={graph}
      positions={positions}
      selection={selection}
      onSelect={onSelect}
      onOpen={({ node }) => node !== undefined && onOpen(node)}
      onTidy={() => setDrawn((times) => times + 1)}
    />
  )
}
