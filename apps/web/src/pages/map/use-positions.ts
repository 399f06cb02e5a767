/** Where the nodes are: asked of the worker whenever who calls whom has changed, kept per picture across reloads. */
import type { GraphReply } from '@roentgen/contract'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { LayoutGraph, Positions } from '../../layout/graph.ts'
import { stillFree } from '../../layout/place.ts'
import { layoutInWorker, startLayoutWorker } from '../../layout/worker.ts'
import { nodeKind } from '../../ui/node-kind.ts'
import { type Flow, oriented } from './orientation.ts'
import { forgetPositions, savedPositions, savePositions } from './saved-positions.ts'

/** `withinOf`: the opened group that a node came out of; `lines`: the calls that are drawn, null: all. */
export function layoutGraphOf(
  graph: Pick<GraphReply, 'nodes' | 'edges'>,
  withinOf: (id: string) => string | undefined = () => undefined,
  lines: ReadonlySet<string> | null = null,
): LayoutGraph {
  return {
    nodes: graph.nodes.map((node) => {
      const within = withinOf(node.id)
      return { id: node.id, first: nodeKind(node.type) === 'client', ...(within === undefined ? {} : { within }) }
    }),
    edges: graph.edges.flatMap(({ id, from, to }) => (lines === null || lines.has(id) ? [{ from, to }] : [])),
    ...(lines === null ? {} : { compact: true }),
  }
}

/** The same text for the same nodes and edges, whatever their figures. */
const shapeOf = (graph: LayoutGraph): string =>
  [
    ...graph.nodes.map((n) => `${n.id} ${n.within ?? ''}`).sort(),
    '|',
    ...graph.edges.map((e) => `${e.from}>${e.to}`).sort(),
  ].join('\n')

export type PositionsOptions = {
  readonly graph: GraphReply | undefined
  /** Which picture of the source this is: each has its own places, and what is known on one says nothing about another. */
  readonly picture: string
  readonly flow: Flow
  /** Places of nodes put somewhere by hand, calls running to the right. */
  readonly pinned: Positions
  /** Places that come with a named view: then nothing remembered counts. */
  readonly given: Positions | null
  readonly withinOf?: (id: string) => string | undefined
  /** Ids of the calls that are drawn; null: all. */
  readonly lines?: ReadonlySet<string> | null
}

type Drawn = { readonly key: string; readonly graph: LayoutGraph; readonly known: Positions; readonly at: Positions }

/** `places` have calls running to the right whatever `flow` says; `positions` are what is drawn. */
export function usePositions({ graph, picture, flow, pinned, given, withinOf, lines = null }: PositionsOptions) {
  const [places, setPlaces] = useState<Positions | null>(null)
  const [failed, setFailed] = useState<Error | null>(null)
  const last = useRef<Drawn | null>(null)
  const asked = useRef(0)
  const wanted = useMemo(() => graph && layoutGraphOf(graph, withinOf, lines), [graph, withinOf, lines])
  const shape = useMemo(() => wanted && shapeOf(wanted), [wanted])
  const key = graph ? `${graph.source}.${picture}` : null
  const current = useRef({ wanted, pinned, given })
  current.current = { wanted, pinned, given }

  useEffect(startLayoutWorker, [])

  const draw = useCallback(
    (anew: boolean) => {
      const now = current.current
      if (!now.wanted || key === null || now.wanted.nodes.length === 0) return
      const mine = ++asked.current
      const drawn = now.wanted
      const before = last.current?.key === key ? last.current : null
      const known = anew ? null : (before?.known ?? now.given ?? savedPositions(key, localStorage))
      const had = before && new Set(before.graph.edges.map(({ from, to }) => `${from}>${to}`))
      if (anew) forgetPositions(key, localStorage)
      layoutInWorker(drawn, {
        previous: known,
        pinned: now.pinned,
        // Which calls say most changes with the traffic: who stands where does not.
        newCalls: had && !drawn.compact ? drawn.edges.filter(({ from, to }) => !had.has(`${from}>${to}`)) : [],
      }).then(
        (at) => {
          if (mine !== asked.current) return
          // A pin is no place of the picture's own: unpinned, a node goes back to where it was.
          const own = Object.fromEntries(
            Object.entries(at).flatMap(([id, p]) => {
              const place = now.pinned[id] ? known?.[id] : p
              return place ? [[id, place] as const] : []
            }),
          )
          // Places of nodes that are away for now are remembered too: they come back to where they were.
          const kept = stillFree({ ...known, ...own }, own)
          last.current = { key, graph: drawn, known: kept, at }
          if (!now.given) savePositions(key, kept, localStorage)
          setFailed(null)
          setPlaces(at)
        },
        (error: Error) => mine === asked.current && setFailed(error),
      )
    },
    [key],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: `current` holds what is drawn; these say when
  useEffect(() => {
    if (shape !== undefined) draw(false)
  }, [shape, draw, pinned, given])

  const positions = useMemo(() => places && oriented(places, flow), [places, flow])
  return { positions, places, failed, tidy: useCallback(() => draw(true), [draw]) }
}
