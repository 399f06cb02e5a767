/** What nodes and edges counted step by step, as columns: small on the wire, and quick to take apart in a browser. */
import { type Course, edgeId, type MinutesReply, nodeId } from '@roentgen/contract'
import type { SeriesPoint, Window } from '@roentgen/store'
import { countOf, percentile } from '@roentgen/trace'
import type { SourceMinutes } from '../source/port.ts'
import { secondsOf, windowReply } from './graph.ts'

/** Milliseconds to three digits: a histogram's buckets are 1 % off themselves. */
export const roundedMs = (seconds: number): number => Number((seconds * 1000).toPrecision(3))

export function courseOf(id: string, points: readonly SeriesPoint[], startUs: number, stepUs: number): Course {
  const course: Course = { id, total: [], error: [], throttle: [], fault: [], p95: [] }
  for (const { startUs: us, counts, histogram } of points) {
    const step = Math.round((us - startUs) / stepUs)
    while (course.total.length < step) {
      course.total.push(0)
      course.p95.push(0)
    }
    course.total.push(countOf(counts))
    course.p95.push(roundedMs(percentile(histogram, 0.95) ?? 0))
    for (const name of ['error', 'throttle', 'fault'] as const)
      if (counts[name] > 0) course[name].push(step, counts[name])
  }
  return course
}

export function minutesReply(source: string, window: Window, minutes: SourceMinutes): MinutesReply {
  const stepUs = minutes.stepSeconds * 1e6
  const startUs = Math.floor(window.fromUs / stepUs) * stepUs
  return {
    source,
    window: windowReply(window),
    step: minutes.stepSeconds,
    start: secondsOf(startUs),
    steps: Math.ceil((window.toUs - startUs) / stepUs),
    exactness: minutes.exactness,
    nodes: minutes.nodes.map(({ node, points }) => courseOf(nodeId(node), points, startUs, stepUs)),
    edges: minutes.edges.map(({ from, to, points }) => courseOf(edgeId(from, to), points, startUs, stepUs)),
    leftOut: minutes.leftOut,
  }
}
