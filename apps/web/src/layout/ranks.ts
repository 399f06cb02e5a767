/** Columns: callers left of callees, arcs that close a cycle left out of account. */
import type { Component } from './graph.ts'

/** Arcs that point forward once every cycle is cut, by a depth-first search from the sources in order. */
export function forwardArcs(part: Component): [from: number, to: number][] {
  const n = part.ids.length
  const state = new Uint8Array(n)
  const forward: [number, number][] = []
  const visit = (start: number) => {
    // An explicit stack: a chain of thousands of services must not overflow the real one.
    const stack: [node: number, next: number][] = [[start, 0]]
    state[start] = 1
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as [number, number]
      const to = part.out[top[0]]?.[top[1]++]
      if (to === undefined) {
        state[top[0]] = 2
        stack.pop()
      } else if (state[to] !== 1) {
        forward.push([top[0], to])
        if (state[to] === 0) {
          state[to] = 1
          stack.push([to, 0])
        }
      }
    }
  }
  for (let i = 0; i < n; i++) if (state[i] === 0 && (part.in[i]?.length ?? 0) === 0) visit(i)
  for (let i = 0; i < n; i++) if (state[i] === 0) visit(i)
  return forward
}

/** Longest path from the left, then those with more callees than callers move towards their callees. */
export function ranks(part: Component, arcs: readonly (readonly [number, number])[]): number[] {
  const n = part.ids.length
  const out: number[][] = Array.from({ length: n }, () => [])
  const into: number[][] = Array.from({ length: n }, () => [])
  for (const [from, to] of arcs) {
    out[from]?.push(to)
    into[to]?.push(from)
  }
  const rank = new Array<number>(n).fill(0)
  const waiting = into.map((callers) => callers.length)
  const ready = waiting.flatMap((count, i) => (count === 0 ? [i] : []))
  for (const at of ready) {
    for (const to of out[at] ?? []) {
      rank[to] = Math.max(rank[to] ?? 0, (rank[at] ?? 0) + 1)
      waiting[to] = (waiting[to] ?? 0) - 1
      if (waiting[to] === 0) ready.push(to)
    }
  }
  for (let pass = 0; pass < 4; pass++) {
    for (const at of [...ready].reverse()) {
      const callees = out[at] ?? []
      if (part.first[at] || callees.length <= (into[at]?.length ?? 0)) continue
      rank[at] = Math.max(rank[at] ?? 0, Math.min(...callees.map((to) => rank[to] ?? 0)) - 1)
    }
  }
  return rank
}
