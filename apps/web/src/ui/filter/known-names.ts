/** Names that a filter could speak of, out of what the page shows. */
import type { KnownNames } from '@roentgen/filter'

type Node = { readonly name: string; readonly type: string | null }
type Trace = {
  readonly nodes: readonly Node[]
  readonly users: readonly string[]
  readonly method: string | null
  readonly annotations: readonly (readonly [key: string, value: string | number | boolean])[]
}

export function knownFromNodes(nodes: readonly Node[]): KnownNames {
  return { services: sorted(nodes.map((node) => node.name)), types: sorted(nodes.map((node) => node.type)) }
}

export function knownFromTraces(traces: readonly Trace[]): KnownNames {
  const annotations = traces.flatMap((trace) => trace.annotations)
  const values = new Map<string, readonly string[]>([
    ['user', sorted(traces.flatMap((trace) => trace.users))],
    ['http.method', sorted(traces.map((trace) => trace.method))],
  ])
  const keys = sorted(annotations.map(([key]) => key))
  for (const key of keys) {
    const texts = annotations.flatMap(([found, value]) => (found === key && typeof value === 'string' ? [value] : []))
    values.set(`annotation[${key}]`, sorted(texts))
  }
  return {
    ...knownFromNodes(traces.flatMap((trace) => trace.nodes)),
    annotationKeys: keys,
    values: (field) => values.get(field) ?? [],
  }
}

function sorted(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.flatMap((text) => text || []))].sort()
}
