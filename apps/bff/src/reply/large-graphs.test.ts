import type { DrawnReply, GraphReply } from '@roentgen/contract'
import { describe, expect, it, vi } from 'vitest'
import { Written } from '../http/serve.ts'
import type { TraceSource } from '../source/port.ts'
import { LargeGraphs, WrittenGraph } from './large-graphs.ts'

const labelOf = () => undefined
const window = (n: number) => ({ fromUs: n, toUs: n + 60e6 })
const node = { id: 'a', name: 'a' } as unknown as GraphReply['nodes'][number]
const reply = (asOf: number): GraphReply =>
  ({ source: 'own', asOf, nodes: [node], edges: [], window: { from: 1, to: 2 } }) as unknown as GraphReply

function sourceOf(id = 'own') {
  const now = { revision: 'r1', asOfUs: 5e6 }
  const source = { id, graphRevision: async () => ({ ...now }) } as unknown as TraceSource
  return { now, source }
}

const textOf = (answer: GraphReply | Written): unknown => (answer instanceof Written ? JSON.parse(answer.json) : answer)

describe('LargeGraphs', () => {
  it('reads once what does not change, and says when it was looked at', async () => {
    const { now, source } = sourceOf()
    const graphs = new LargeGraphs({ least: 1 })
    const ask = vi.fn(async () => reply(4))
    await graphs.get(source, window(0), labelOf, ask)
    expect(textOf(await graphs.get(source, window(0), labelOf, ask))).toEqual(reply(4))
    expect(ask).toHaveBeenCalledTimes(2)
    now.asOfUs = 9e6
    expect(textOf(await graphs.get(source, window(0), labelOf, ask))).toEqual(reply(9))
    expect(ask).toHaveBeenCalledTimes(2)
  })

  it('reads anew what may have changed: the rows, the names, the window, the source', async () => {
    const { now, source } = sourceOf()
    const graphs = new LargeGraphs({ least: 1 })
    const ask = vi.fn(async () => reply(4))
    await graphs.get(source, window(0), labelOf, ask)
    await graphs.get(source, window(0), labelOf, ask)
    now.revision = 'r2'
    await graphs.get(source, window(0), labelOf, ask)
    expect(ask).toHaveBeenCalledTimes(3)
    await graphs.get(source, window(0), () => undefined, ask)
    expect(ask).toHaveBeenCalledTimes(4)
    await graphs.get(source, window(1), labelOf, ask)
    expect(ask).toHaveBeenCalledTimes(5)
    await graphs.get(sourceOf('other').source, window(0), labelOf, ask)
    expect(ask).toHaveBeenCalledTimes(6)
  })

  it('asks of small graphs, and of sources that cannot tell, nothing else', async () => {
    const { source } = sourceOf()
    const revision = vi.spyOn(source as Required<TraceSource>, 'graphRevision')
    const graphs = new LargeGraphs()
    for (const _ of [1, 2, 3])
      expect(await graphs.get(source, window(0), labelOf, async () => reply(4))).toEqual(reply(4))
    expect(revision).not.toHaveBeenCalled()
    const mute = { id: 'aws' } as unknown as TraceSource
    expect(await new LargeGraphs({ least: 1 }).get(mute, window(0), labelOf, async () => reply(4))).toEqual(reply(4))
  })

  it('is drawn once as long as nothing changes, and says when it was looked at', async () => {
    const { now, source } = sourceOf()
    const graphs = new LargeGraphs({ least: 1 })
    const ask = async () => reply(4)
    const draw = vi.fn((graph: GraphReply) => ({ picture: graph }) as unknown as DrawnReply)
    const look = async (what: string) => {
      const graph = await graphs.get(source, window(0), labelOf, ask)
      return graph instanceof WrittenGraph ? graph.pictureOf(what, draw).picture : null
    }
    expect(await look('all')).toBeNull()
    expect(await look('all')).toEqual(reply(4))
    now.asOfUs = 9e6
    expect(await look('all')).toEqual(reply(9))
    expect(draw).toHaveBeenCalledTimes(1)
    expect(await look('unwell')).toEqual(reply(9))
    expect(draw).toHaveBeenCalledTimes(2)
    now.revision = 'r2'
    expect(await look('all')).toEqual(reply(4))
    expect(draw).toHaveBeenCalledTimes(3)
  })

  it('keeps so much and no more, the latest sent', async () => {
    const { source } = sourceOf()
    const size = JSON.stringify(reply(1)).length
    const graphs = new LargeGraphs({ least: 1, most: size * 2 })
    const ask = vi.fn(async () => reply(4))
    for (const n of [0, 1, 2]) await graphs.get(source, window(n), labelOf, ask)
    expect(ask).toHaveBeenCalledTimes(3)
    for (const n of [0, 1, 0, 2, 0]) await graphs.get(source, window(n), labelOf, ask)
    expect(ask).toHaveBeenCalledTimes(6)
    await graphs.get(source, window(1), labelOf, ask)
    expect(ask).toHaveBeenCalledTimes(7)
  })
})
