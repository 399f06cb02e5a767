/** Whatever the graph and whatever is asked: figures of groups are sums, nothing is lost, nobody sick is hidden, no call hangs. */
import { bucketOf } from '@roentgen/trace'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Drawn, draw, type PictureAsk } from './draw.ts'
import { groupings } from './grouping/groupings.ts'
import type { Picture, PictureNode } from './picture.ts'
import { anyGraph, figures, graph, node, words } from './testing.ts'
import { isUnwell } from './unwell.ts'

const runs = { numRuns: Math.max(60, Math.round(1000 * Number(process.env.ROENTGEN_TEST_SCALE ?? 0.05))) }
const by = fc.constantFrom(undefined, 'none' as const, ...groupings)
const crowdOf: PictureAsk['crowdOf'] = (one) =>
  one.state === 'unknown' && one.name.startsWith('x') ? { rule: 'x', label: 'the x' } : null
const base = { crowdOf, words, membership: new Map([['pay-0', 'vip']]) }

const leaves = (one: PictureNode): readonly string[] => one.group?.members ?? [one.id]
const bars = (all: readonly { readonly histogram: readonly (readonly [number, number])[] }[]) => {
  const found: Record<number, number> = {}
  for (const { histogram } of all)
    for (const [at, count] of histogram) found[bucketOf(at)] = (found[bucketOf(at)] ?? 0) + count
  return found
}
const total = (all: readonly { readonly counts: PictureNode['counts'] }[]) => ({
  ok: all.reduce((sum, one) => sum + one.counts.ok, 0),
  error: all.reduce((sum, one) => sum + one.counts.error, 0),
  throttle: all.reduce((sum, one) => sum + one.counts.throttle, 0),
  fault: all.reduce((sum, one) => sum + one.counts.fault, 0),
  total: all.reduce((sum, one) => sum + one.counts.total, 0),
})

/** Groups that are shown, some of which are then opened. */
function openSome(source: Picture, ask: PictureAsk, which: readonly number[]): Drawn {
  const open: string[] = []
  let drawn = draw(source, ask)
  for (const at of which) {
    const groups = drawn.picture.nodes.filter((one) => one.group)
    const chosen = groups[at % Math.max(1, groups.length)]
    if (chosen) open.push(chosen.id)
    drawn = draw(source, { ...ask, open })
  }
  return drawn
}

describe('a picture of any graph', () => {
  it('loses nothing: its nodes stand for every node of the graph once, with the sums of their figures', () => {
    fc.assert(
      fc.property(anyGraph(90), by, fc.array(fc.nat(20), { maxLength: 3 }), (source, grouping, which) => {
        const { picture, holder, hidden } = openSome(source, { ...base, by: grouping }, which)
        expect(hidden).toEqual({ nodes: 0, of: source.nodes.length })
        const known = new Map(source.nodes.map((one) => [one.id, one]))
        expect(picture.nodes.flatMap(leaves).sort()).toEqual([...known.keys()].sort())
        for (const one of picture.nodes) {
          const members = leaves(one).flatMap((id) => known.get(id) ?? [])
          expect(members.every((member) => holder.get(member.id) === one.id)).toBe(true)
          expect(one.counts).toMatchObject(total(members))
          expect(one.counts.totalTime).toBeCloseTo(members.reduce((sum, member) => sum + member.counts.totalTime, 0))
          expect(one.rate).toBeCloseTo(members.reduce((sum, member) => sum + member.rate, 0))
          expect(bars([one])).toEqual(bars(members))
          expect(one.group?.unwell ?? Number(isUnwell(one))).toBe(members.filter(isUnwell).length)
        }
      }),
      runs,
    )
  })

  it('has of each pair the sum of the calls between their members, and every call from outside of a group', () => {
    fc.assert(
      fc.property(anyGraph(70), by, (source, grouping) => {
        const { picture, holder } = draw(source, { ...base, by: grouping })
        const ids = new Set(picture.nodes.map((one) => one.id))
        expect(new Set(picture.edges.map((one) => one.id)).size).toBe(picture.edges.length)
        const between = new Map<string, typeof source.edges>()
        for (const one of source.edges) {
          const pair = `${holder.get(one.from)}>${holder.get(one.to)}`
          between.set(pair, [...(between.get(pair) ?? []), one])
        }
        for (const one of picture.edges) {
          expect(one.id).toBe(`${one.from}>${one.to}`)
          expect(ids.has(one.from) && ids.has(one.to)).toBe(true)
          const calls = between.get(one.id) ?? []
          expect(one.counts).toMatchObject(total(calls))
          expect(bars([one])).toEqual(bars(calls))
          between.delete(one.id)
        }
        // What is left went from a group to itself.
        for (const key of between.keys()) expect(key).toMatch(/^((?:group|crowd):[^>]*)>\1$/)
      }),
      runs,
    )
  })

  it('never leaves a call without an end, whatever is hidden, in focus or left out', () => {
    const expressions = ['unwell', 'not unwell', 'kind = database', 'pay', 'call.p95 > 100ms', 'hops(pay-0) > 1']
    const asked = fc.record({
      by,
      hide: fc.constantFrom(undefined, ...expressions),
      find: fc.constantFrom(undefined, ...expressions),
      only: fc.constantFrom(undefined, 'unwell' as const),
      hops: fc.integer({ min: 1, max: 3 }),
      way: fc.constantFrom('callers' as const, 'callees' as const, 'both' as const),
    })
    fc.assert(
      fc.property(anyGraph(70), asked, fc.option(fc.nat()), (source, ask, focus) => {
        const id = focus === null ? undefined : source.nodes[focus % source.nodes.length]?.id
        const { picture, hidden, found, holder } = draw(source, { ...base, ...ask, focus: id })
        const ids = new Set(picture.nodes.map((one) => one.id))
        for (const one of picture.edges) expect(ids.has(one.from) && ids.has(one.to)).toBe(true)
        const shown = picture.nodes.flatMap(leaves)
        expect(hidden.nodes).toBe(source.nodes.length - shown.length)
        expect(new Set(shown).size).toBe(shown.length)
        expect([...holder.keys()].sort()).toEqual([...shown].sort())
        const drawn = new Set([...ids, ...picture.edges.map((one) => one.id)])
        for (const one of found?.ids ?? []) expect(drawn.has(one)).toBe(true)
      }),
      runs,
    )
  })

  it('shows who is sick: in every group the worst is named, and it is unwell where anybody is', () => {
    fc.assert(
      fc.property(anyGraph(60), by, (source, grouping) => {
        const { picture } = draw(source, { ...base, by: grouping })
        const known = new Map(source.nodes.map((one) => [one.id, one]))
        for (const one of picture.nodes) {
          if (!one.group) continue
          const worst = known.get(one.group.worst?.id ?? '')
          if (one.group.unwell > 0) expect(worst && isUnwell(worst)).toBe(true)
          if (one.group.worst) expect(one.group.members).toContain(one.group.worst.id)
        }
      }),
      runs,
    )
  })

  it('shows a member with nothing but faults and a thousandth of the traffic in its closed group', () => {
    fc.assert(
      fc.property(anyGraph(60), fc.integer({ min: 1, max: 200 }), (source, faults) => {
        // The others fail now and then, as things do.
        const each = Math.ceil((faults * 1000) / source.nodes.length)
        const others = source.nodes.map(({ counts }, i) =>
          node(`svc-${i}`, figures(each, { fault: Math.min(counts.fault, Math.floor(each / 200)) })),
        )
        const sick = node('svc-sick', figures(0, { fault: faults }))
        const { picture } = draw(graph([...others, sick]), { ...base, by: 'kind' })
        const [group] = picture.nodes
        expect(picture.nodes).toHaveLength(1)
        expect(sick.counts.total / (group?.counts.total ?? 0)).toBeLessThanOrEqual(0.001)
        expect(group?.group).toMatchObject({
          unwell: 1,
          worst: { id: 'svc-sick', class: 'fault', share: 1, requests: faults },
        })
      }),
      runs,
    )
  })

  it('is the same whatever the order of the reply', () => {
    fc.assert(
      fc.property(anyGraph(90), by, fc.infiniteStream(fc.nat()), (source, grouping, chance) => {
        const shuffled = [...source.nodes]
          .map((one) => ({ one, at: chance.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one)
        const shape = (drawn: Drawn) =>
          drawn.picture.nodes.map((one) => `${one.id} ${one.name} ${leaves(one).join()} ${one.group?.worst?.id}`).sort()
        const ask = { ...base, by: grouping }
        expect(shape(draw({ ...source, nodes: shuffled }, ask))).toEqual(shape(draw(source, ask)))
      }),
      runs,
    )
  })
})
