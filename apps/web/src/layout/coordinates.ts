/** Heights: every column is fitted to where its neighbours are, keeping order and gaps exactly. */
import { box } from './graph.ts'
import type { Layered, Order } from './order.ts'

const dummyHeight = 26

/**
 * The positions nearest to the wishes (weighted least squares) with at least `gap[i]` between i and i+1,
 * by pooling adjacent violators: with the gaps taken out, what remains is a monotone regression.
 */
export function spread(wishes: readonly number[], weights: readonly number[], gaps: readonly number[]): number[] {
  const blocks: { value: number; weight: number; count: number }[] = []
  const shifts: number[] = []
  let shift = 0
  wishes.forEach((wish, i) => {
    if (i > 0) shift += gaps[i - 1] ?? 0
    shifts.push(shift)
    let block = { value: wish - shift, weight: weights[i] ?? 1, count: 1 }
    for (;;) {
      const above = blocks[blocks.length - 1]
      if (!above || above.value <= block.value) break
      blocks.pop()
      const weight = above.weight + block.weight
      block = {
        value: (above.value * above.weight + block.value * block.weight) / weight,
        weight,
        count: above.count + block.count,
      }
    }
    blocks.push(block)
  })
  return blocks.flatMap((block) => new Array<number>(block.count).fill(block.value)).map((v, i) => v + (shifts[i] ?? 0))
}

export function heights(graph: Layered, order: Order): number[] {
  const height = (v: number): number => (v < graph.real ? box.height : dummyHeight)
  const gapsOf = (column: readonly number[]): number[] =>
    column.slice(1).map((v, i) => (height(column[i] as number) + height(v)) / 2 + box.gap)
  const y = new Array<number>(graph.rank.length).fill(0)
  for (const column of order) {
    const gaps = gapsOf(column)
    let at = -gaps.reduce((a, b) => a + b, 0) / 2
    column.forEach((v, i) => {
      y[v] = at
      at += gaps[i] ?? 0
    })
  }
  const pull = (a: number, b: number): number => {
    const dummies = Number(a >= graph.real) + Number(b >= graph.real)
    // Long arcs shall run straight: their dummies hold each other hard.
    return dummies === 2 ? 8 : dummies === 1 ? 2 : 1
  }
  const sweeps = 14
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const last = sweep >= sweeps - 2
    const toRight = sweep % 2 === 0
    for (let step = 0; step < order.length; step++) {
      const column = order[toRight ? step : order.length - 1 - step] ?? []
      const wishes: number[] = []
      const weights: number[] = []
      for (const v of column) {
        const side = (toRight ? graph.left : graph.right)[v] ?? []
        const both = last || side.length === 0
        const near = both ? [...(graph.left[v] ?? []), ...(graph.right[v] ?? [])] : side
        let sum = 0
        let weight = 0
        for (const n of near) {
          const w = pull(v, n)
          sum += w * (y[n] ?? 0)
          weight += w
        }
        wishes.push(weight > 0 ? sum / weight : (y[v] ?? 0))
        weights.push(Math.max(weight, 0.1))
      }
      const fitted = spread(wishes, weights, gapsOf(column))
      for (let i = 0; i < column.length; i++) y[column[i] as number] = fitted[i] ?? 0
    }
  }
  return y
}
