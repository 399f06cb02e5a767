/** Runs the layout off the main thread: a question with a number in, the answer with the same number out. */
import type { LayoutGraph, Point } from './graph.ts'
import { type LayoutOptions, layout } from './layout.ts'

export type LayoutQuestion = { readonly id: number; readonly graph: LayoutGraph; readonly options: LayoutOptions }
export type LayoutAnswer = { readonly id: number; readonly at: Record<string, Point> }

self.onmessage = (event: MessageEvent<LayoutQuestion>) => {
  const { id, graph, options } = event.data
  self.postMessage({ id, at: layout(graph, options) } satisfies LayoutAnswer)
}
