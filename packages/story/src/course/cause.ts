/** What kind of trouble it is where it begins. */
import { histogramEntries, percentile } from '@roentgen/trace'
import { comparisonOf } from './anomalies.ts'
import type { Deployed } from './course.ts'
import type { Origin, Walker } from './origin.ts'
import { type EdgeTrack, histogramOf, type NodeTrack, type Stretch, sumOf, type Tracks } from './track.ts'

export type Cause =
  | { readonly kind: 'storm'; readonly edge: EdgeTrack; readonly times: number }
  | { readonly kind: 'throttle' | 'dead' | 'fault' }
  | { readonly kind: 'timeout'; readonly seconds: number | null }
  | { readonly kind: 'deploy'; readonly version: string }
  | { readonly kind: 'slow'; readonly database: boolean; readonly times: number }
  | { readonly kind: 'lost' }

/** Seconds between a version's first request and the first sign of trouble. */
const together = { before: 180, after: 120 }
/** All calls: nearly all, since a step holds calls of before it, and health checks may get through. */
const nearlyAll = 0.9

export function causeOf(
  origin: Origin,
  {
    tracks,
    walker,
    stretch,
    since,
    deployments,
  }: {
    readonly tracks: Tracks
    readonly walker: Walker
    readonly stretch: Stretch
    readonly since: number
    readonly deployments: readonly Deployed[]
  },
): Cause {
  const { node, edge } = origin
  const storm = origin.path
    .flatMap((one) => {
      const more = walker.has(one.id, 'more')
      return more && isStorm(one, more.times ?? 1, origin, stretch) ? [{ edge: one, times: more.times ?? 1 }] : []
    })
    .sort((a, b) => b.times - a.times)[0]
  if (storm) return { kind: 'storm', edge: storm.edge, times: storm.times }

  const seen = edge && edge.call === 'call' ? edge : node
  const failures = Math.max(walker.failures(seen), walker.failures(node))
  const throttled = Math.max(sumOf(seen.throttled, stretch), sumOf(node.throttled, stretch))
  if (failures > 0 && throttled >= failures / 2) return { kind: 'throttle' }

  const deployed = deployments
    .filter((one) => one.node === node.id && one.at >= since - together.before && one.at <= since + together.after)
    .sort((a, b) => b.at - a.at)[0]
  if (deployed) return { kind: 'deploy', version: deployed.version }

  const calls = tracks.callers.get(node.id) ?? []
  const called = calls.reduce((sum, one) => sum + sumOf(one.requests, stretch), 0)
  const failed = calls.reduce((sum, one) => sum + sumOf(one.failed, stretch), 0)
  const answered = sumOf(node.requests, stretch) - sumOf(node.silent, stretch)
  const waited = waitedFor(seen, stretch)
  const fails = walker.has(seen.id, 'fails') !== undefined || walker.has(node.id, 'fails') !== undefined
  // Only a caller gives up.
  const gaveUp = waited !== null && fails && edge?.call === 'call' && waited.count >= failures / 2
  if (called > 0 && failed >= nearlyAll * called && !gaveUp) {
    // One that reports itself is dead when it no longer does; one that never did, when no call gets through.
    if (!node.reports || answered <= (1 - nearlyAll) * called) return { kind: 'dead' }
  }
  if (gaveUp && (origin.unaware || !node.reports || sumOf(node.silent, stretch) > 0 || ceiling(seen, stretch)))
    return { kind: 'timeout', seconds: waited.seconds }
  if (walker.failures(node) > 0 && origin.mode === 'fails') return { kind: 'fault' }
  const here = comparisonOf(node, stretch)
  const there = comparisonOf(seen, stretch)
  const times = Math.max(here.times, there.times)
  if (times >= 1.2) return { kind: 'slow', database: isDatabase(node), times }
  return origin.unaware || edge?.call === 'call' ? { kind: 'lost' } : { kind: 'fault' }
}

/**
 * Nearly everybody tries once more what failed. That makes of n calls n × (1 + share that fails) and is a sign of the failures; only more
 * than that is trouble by itself. And where something further on explains it, whoever repeats calls suffers from that.
 */
function isStorm(edge: EdgeTrack, times: number, { node }: Origin, stretch: Stretch): boolean {
  const failing = sumOf(edge.failed, stretch) / Math.max(1, sumOf(edge.requests, stretch))
  return edge.to === node.id && times > 1 + failing + beyondOneRetry
}
const beyondOneRetry = 0.1

export const isDatabase = ({ type }: Pick<NodeTrack, 'type'>): boolean =>
  type !== null && (/^database/i.test(type) || /DynamoDB|RDS|Redshift|ElastiCache|Neptune|DocDB/i.test(type))

/** Calls that waited far longer than all but a few do at other times: how many, and mostly for how long. */
function waitedFor(track: EdgeTrack | NodeTrack, stretch: Stretch): { count: number; seconds: number } | null {
  const before = histogramOf(track, stretch, 'outside')
  const now = histogramOf(track, stretch, 'inside')
  const usual = percentile(before, 0.99)
  const limit = Math.max((usual ?? 0) * 2, 0.2)
  const long = histogramEntries(now).filter(({ valueSeconds }) => valueSeconds > limit)
  const count = long.reduce((sum, entry) => sum + entry.count, 0)
  if (count === 0) return null
  const top = long.reduce((best, entry) => (entry.count > best.count ? entry : best))
  return { count, seconds: top.valueSeconds }
}

/** The long ones end at one and the same moment: somebody's patience, not somebody's work. */
function ceiling(track: EdgeTrack | NodeTrack, stretch: Stretch): boolean {
  const waited = waitedFor(track, stretch)
  if (!waited) return false
  let near = 0
  for (const { valueSeconds, count } of histogramEntries(histogramOf(track, stretch, 'inside')))
    if (Math.abs(valueSeconds / waited.seconds - 1) < 0.05) near += count
  return near >= waited.count * 0.6
}
