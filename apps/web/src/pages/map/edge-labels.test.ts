import { describe, expect, it } from 'vitest'
import { type Box, type LabelledEdge, overlap, placeLabels, pointAt } from './edge-labels.ts'

const edge = (id: string, x1: number, y1: number, x2: number, y2: number, control: LabelledEdge['control'] = null) => ({
  id,
  from: { x: x1, y: y1 },
  to: { x: x2, y: y2 },
  control,
  width: 60,
  height: 28,
})

/** The boxes the labels end up in. */
function boxes(edges: readonly LabelledEdge[], obstacles: readonly Box[] = []): Box[] {
  return placeLabels(edges, obstacles).map((shift, i) => {
    const one = edges[i]!
    const middle = pointAt(one, 0.5)
    const [x, y] = [middle.x + shift.x, middle.y + shift.y]
    return { x1: x - one.width / 2, y1: y - one.height / 2, x2: x + one.width / 2, y2: y + one.height / 2 }
  })
}

function covered(some: readonly Box[]): number {
  return some.reduce((sum, a, i) => sum + some.slice(i + 1).reduce((inner, b) => inner + overlap(a, b), 0), 0)
}

describe('labels of edges', () => {
  it('stand in the middle where nothing is in the way', () => {
    expect(placeLabels([edge('a', 0, 0, 300, 0)], [])).toEqual([{ x: 0, y: 0 }])
  })

  it('of a call and its answering call are not on top of each other', () => {
    const there = edge('there', 0, 0, 240, 60, { x: 130, y: 15 })
    const back = edge('back', 240, 60, 0, 0, { x: 110, y: 45 })
    expect(covered([boxAtMiddle(there), boxAtMiddle(back)])).toBeGreaterThan(0)
    expect(covered(boxes([there, back]))).toBe(0)
  })

  it('of lines that cross make way', () => {
    const lines = [edge('down', 0, 0, 300, 200), edge('up', 0, 200, 300, 0), edge('flat', 0, 100, 300, 100)]
    expect(covered(lines.map(boxAtMiddle))).toBeGreaterThan(0)
    expect(covered(boxes(lines))).toBe(0)
  })

  it('leave nodes free', () => {
    const node = { x1: 120, y1: -40, x2: 180, y2: 40 }
    const [label] = boxes([edge('a', 0, 0, 300, 0)], [node])
    expect(overlap(label!, node)).toBe(0)
  })
})

function boxAtMiddle(one: LabelledEdge): Box {
  const { x, y } = pointAt(one, 0.5)
  return { x1: x - one.width / 2, y1: y - one.height / 2, x2: x + one.width / 2, y2: y + one.height / 2 }
}
