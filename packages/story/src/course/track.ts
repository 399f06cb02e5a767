/** Nodes and edges as columns over the steps, one track a service whether it reported itself or its callers did. */
import { bucketValue, type Histogram } from '@roentgen/trace'
import type { Course, CourseEdge, CourseNode, StoryPoint } from './course.ts'

export type Column = Float64Array

export type Track = {
  readonly id: string
  readonly requests: Column
  /** Faults and throttles. */
  readonly failed: Column
  readonly throttled: Column
  /** 4xx. */
  readonly refused: Column
  /** Seconds spent, all requests together. */
  readonly time: Column
  readonly histograms: readonly (Histogram | null)[]
}

export type NodeTrack = Track & {
  readonly kind: 'node'
  readonly name: string
  readonly type: string | null
  /** Sends segments of its own. */
  readonly reports: boolean
  /** Requests that its callers counted and that it never reported, while at other times it reports. */
  readonly silent: Column
}

export type EdgeTrack = Track & {
  readonly kind: 'edge'
  readonly from: string
  readonly to: string
  readonly call: CourseEdge['kind']
}

export type Tracks = {
  readonly steps: number
  readonly nodes: ReadonlyMap<string, NodeTrack>
  readonly edges: readonly EdgeTrack[]
  /** Edges that leave clients. */
  readonly entering: readonly EdgeTrack[]
  /** Calls by their caller's id. */
  readonly calls: ReadonlyMap<string, readonly EdgeTrack[]>
  readonly callers: ReadonlyMap<string, readonly EdgeTrack[]>
}

export function tracksOf(course: Course): Tracks {
  const steps = Math.max(1, Math.round((course.to - course.from) / course.step))
  const at = ({ at }: StoryPoint): number => Math.floor((at - course.from) / course.step)
  const same = sameServices(course.nodes)
  const nodes = new Map<string, NodeTrack>()
  for (const node of course.nodes) {
    if (node.type === 'client') continue
    const id = same.get(node.id) ?? node.id
    const own = course.nodes.find((one) => one.id === id) ?? node
    let track = nodes.get(id)
    if (!track) {
      track = {
        ...emptyTrack(id, steps),
        kind: 'node',
        name: own.name,
        type: own.type,
        reports: own.reports,
        silent: new Float64Array(steps),
      }
      nodes.set(id, track)
    }
    for (const point of node.points) {
      add(track, at(point), point)
      if (node.id !== id) addAt(track.silent, at(point), requestsOf(point))
    }
  }
  const edges = new Map<string, EdgeTrack>()
  for (const edge of course.edges) {
    const from = same.get(edge.from) ?? edge.from
    const to = same.get(edge.to) ?? edge.to
    const key = `${from}>${to}`
    let track = edges.get(key)
    if (!track) {
      track = { ...emptyTrack(edge.id, steps), kind: 'edge', from, to, call: edge.kind }
      edges.set(key, track)
    }
    for (const point of edge.points) add(track, at(point), point)
  }
  const all = [...edges.values()]
  const calls = all.filter((edge) => edge.call === 'call')
  return {
    steps,
    nodes,
    edges: all,
    entering: all.filter((edge) => edge.call === 'client'),
    calls: grouped(calls, (edge) => edge.from),
    callers: grouped(calls, (edge) => edge.to),
  }
}

function grouped(edges: readonly EdgeTrack[], keyOf: (edge: EdgeTrack) => string): Map<string, EdgeTrack[]> {
  const groups = new Map<string, EdgeTrack[]>()
  for (const edge of edges) {
    const group = groups.get(keyOf(edge))
    if (group) group.push(edge)
    else groups.set(keyOf(edge), [edge])
  }
  return groups
}

/**
 * A service that stops reporting lives on as the `remote` node that X-Ray infers from its callers:
 *
 *     orders ──▶ payments (AWS::ECS::Container)     until 14:05
 *     orders ──▶ payments (remote)                  since
 *
 * The inferred one of a name counts towards the busiest reporting one of that name.
 */
function sameServices(nodes: readonly CourseNode[]): Map<string, string> {
  const reporting = new Map<string, { id: string; requests: number }>()
  for (const { id, name, type, points } of nodes) {
    if (type === 'remote' || type === 'client') continue
    const requests = points.reduce((sum, point) => sum + requestsOf(point), 0)
    const known = reporting.get(name)
    if (!known || requests > known.requests) reporting.set(name, { id, requests })
  }
  return new Map(
    nodes.flatMap(({ id, name, type }) => {
      const own = type === 'remote' ? reporting.get(name) : undefined
      return own ? [[id, own.id] as const] : []
    }),
  )
}

const requestsOf = ({ counts }: StoryPoint): number => counts.ok + counts.error + counts.throttle + counts.fault

function emptyTrack(id: string, steps: number) {
  const column = () => new Float64Array(steps)
  const histograms: (Histogram | null)[] = new Array<Histogram | null>(steps).fill(null)
  return {
    id,
    requests: column(),
    failed: column(),
    throttled: column(),
    refused: column(),
    time: column(),
    histograms,
  }
}

function addAt(column: Column, step: number, value: number): void {
  if (step >= 0 && step < column.length) column[step] = (column[step] ?? 0) + value
}

function add(track: Track & { histograms: readonly (Histogram | null)[] }, step: number, point: StoryPoint): void {
  if (step < 0 || step >= track.requests.length) return
  addAt(track.requests, step, requestsOf(point))
  addAt(track.failed, step, point.counts.fault + point.counts.throttle)
  addAt(track.throttled, step, point.counts.throttle)
  addAt(track.refused, step, point.counts.error)
  let seconds = 0
  for (const [bucket, count] of point.histogram) seconds += bucketValue(bucket) * count
  addAt(track.time, step, seconds)
  const slots = track.histograms as (Histogram | null)[]
  const known = slots[step]
  if (!known) {
    slots[step] = new Map(point.histogram)
    return
  }
  for (const [bucket, count] of point.histogram) known.set(bucket, (known.get(bucket) ?? 0) + count)
}

/** Half-open, in steps. */
export type Stretch = { readonly from: number; readonly to: number }

export const within = (step: number, { from, to }: Stretch): boolean => step >= from && step < to

export function sumOf(column: Column, stretch: Stretch): number {
  let sum = 0
  for (let step = stretch.from; step < stretch.to; step += 1) sum += column[step] ?? 0
  return sum
}

export const totalOf = (column: Column): number => sumOf(column, { from: 0, to: column.length })

/** What is left of the column outside of the stretch. */
export const outsideOf = (column: Column, stretch: Stretch): number => totalOf(column) - sumOf(column, stretch)

/** Sum of histograms in the stretch, or outside of it. */
export function histogramOf(
  track: Track,
  stretch: Stretch,
  where: 'inside' | 'outside',
  apart: readonly Stretch[] = [],
): Histogram {
  const sum: Histogram = new Map()
  track.histograms.forEach((histogram, step) => {
    if (!histogram || within(step, stretch) !== (where === 'inside') || apart.some((one) => within(step, one))) return
    for (const [bucket, count] of histogram) sum.set(bucket, (sum.get(bucket) ?? 0) + count)
  })
  return sum
}
