/** Where the nodes are: asked of the worker whenever who calls whom has changed, kept per source across reloads. */
import type { GraphReply } from '@roentgen/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { LayoutGraph, Positions } from '../../layout/graph.ts'
import { layoutInWorker } from '../../layout/worker.ts'
import { nodeKind } from '../../ui/node-kind.ts'
import { orientationFor, oriented, type Sheet } from './orientation.ts'
import { forgetPositions, savedPositions, savePositions } from './saved-positions.ts'

export function layoutGraphOf(graph: GraphReply): LayoutGraph {
  return {
    nodes: graph.nodes.map((node) => ({ id: node.id, first: nodeKind(node.type) === 'client' })),
    edges: graph.edges.map((edge) => ({ from: edge.from, to: edge.to })),
  }
}

/** The same text for the same nodes and edges, whatever their figures. */
const shapeOf = (graph: GraphReply): string =>
  [graph.source, ...graph.nodes.map((n) => n.id).sort(), '|', ...graph.edges.map((e) => e.id).sort()].join('\n')

export function usePositions(graph: GraphReply | undefined, sheetNow: () => Sheet) {
  const [positions, setPositions] = useState<Positions | null>(null)
  const [failed, setFailed] = useState<Error | null>(null)
  const last = useRef<{ key: string; at: Positions } | null>(null)
  const asked = useRef(0)
  const shape = graph ? shapeOf(graph) : null
  const current = useRef(graph)
  current.current = graph

  const draw = useCallback(
    (anew: boolean) => {
      const wanted = current.current
      if (!wanted || wanted.nodes.length === 0) return
      const mine = ++asked.current
      const sheet = sheetNow()
      const orientation = orientationFor(sheet)
      // A picture for a telephone and one for a screen are packed differently: each is remembered by itself.
      const key = `${orientation}.${wanted.source}`
      const known = last.current?.key === key ? last.current.at : savedPositions(key, localStorage)
      if (anew) forgetPositions(key, localStorage)
      layoutInWorker(layoutGraphOf(wanted), {
        aspect: orientation === 'tall' ? sheet.height / sheet.width : sheet.width / sheet.height,
        previous: anew ? null : known,
      }).then(
        (at) => {
          if (mine !== asked.current) return
          // Places of nodes that are away for now are remembered too: they come back to where they were.
          const kept = anew ? at : { ...known, ...at }
          last.current = { key, at: kept }
          savePositions(key, kept, localStorage)
          setPositions(oriented(at, orientation))
        },
        (error: Error) => mine === asked.current && setFailed(error),
      )
    },
    [sheetNow],
  )

  useEffect(() => {
    if (shape !== null) draw(false)
  }, [shape, draw])

  return { positions, failed, tidy: useCallback(() => draw(true), [draw]) }
}
