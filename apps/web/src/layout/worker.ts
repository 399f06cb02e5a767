/** The layout as a promise, answered by a worker that is started once and kept. */
import type { LayoutGraph, Point } from './graph.ts'
import type { LayoutOptions } from './layout.ts'
import type { LayoutAnswer, LayoutQuestion } from './layout.worker.ts'

let worker: Worker | null = null
let last = 0
const waiting = new Map<number, { resolve: (at: Record<string, Point>) => void; reject: (error: Error) => void }>()

/** Starts it before there is anything to lay out: while the graph is still on its way. */
export function startLayoutWorker(): void {
  worker ??= started()
}

export function layoutInWorker(graph: LayoutGraph, options: LayoutOptions): Promise<Record<string, Point>> {
  worker ??= started()
  const id = ++last
  const question: LayoutQuestion = { id, graph, options }
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    worker?.postMessage(question)
  })
}

function started(): Worker {
  const made = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
  made.onmessage = (event: MessageEvent<LayoutAnswer>) => {
    waiting.get(event.data.id)?.resolve(event.data.at)
    waiting.delete(event.data.id)
  }
  made.onerror = (event) => {
    for (const { reject } of waiting.values()) reject(new Error(`layout failed: ${event.message}`))
    waiting.clear()
    made.terminate()
    worker = null
  }
  return made
}
