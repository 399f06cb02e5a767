/** Looks at a course: the one trouble that matters most in its window, and what else stands out. */
import { type Histogram, histogramEntries, percentile } from '@roentgen/trace'
import { enough } from '../figures.ts'
import { type Anomaly, anomaliesOf, besideFailures, calmSteps, overlap, type Symptom, scoreLimit } from './anomalies.ts'
import { type Cause, causeOf } from './cause.ts'
import type { Course, Whole } from './course.ts'
import { type Felt, feltOf } from './felt.ts'
import { type Inside, insideOf, limitOf } from './inside.ts'
import { type Origin, Walker } from './origin.ts'
import {
  type EdgeTrack,
  histogramOf,
  type NodeTrack,
  outsideOf,
  type Stretch,
  sumOf,
  type Track,
  type Tracks,
  tracksOf,
} from './track.ts'
import { lowerShare } from './wilson.ts'

/** Who is hit: the requests that entered at one service, or everywhere. */
export type Effect = {
  readonly symptom: 'fails' | 'slow' | 'refuses' | 'none'
  /** Node that was entered; null: several. */
  readonly entry: NodeTrack | null
  /** Of the entering requests since it began: the hit ones of all. */
  readonly bad: number
  readonly requests: number
  /** For `slow`: beyond so many seconds there are `bad` of the requests. */
  readonly beyond: number | null
}

export type Trouble = {
  readonly origin: Origin
  readonly cause: Cause
  readonly effect: Effect
  /** Epoch seconds; null: before everything that was looked at. */
  readonly since: number | null
  /** Null: it goes on. */
  readonly until: number | null
}

export type Finding = {
  readonly kind: 'node' | 'edge'
  readonly id: string
  readonly symptom: Symptom
  readonly since: number
  readonly until: number | null
  readonly bad: number
  readonly requests: number
  /** Share that was hit at other times. */
  readonly usual: number
  readonly times: number | null
}

export type Seen = {
  /** Of the window alone. */
  readonly requests: number
  readonly failures: number
  readonly services: number
  /** Seconds within which 95 of 100 entering requests of the window were answered; null without any. */
  readonly p95: number | null
  readonly trouble: Trouble | null
  /** Without a trouble: who failed in the window all the same. */
  readonly inside: Inside | null
  /** Whom the map marks, those that fail most first: shares and objectives ask for less proof than a trouble does. */
  readonly marked: readonly Whole['services'][number][]
  readonly findings: readonly Finding[]
}

export function lookAt(course: Course): Seen {
  const tracks = tracksOf(course)
  const window: Stretch = { from: stepOf(course, course.windowFrom), to: tracks.steps }
  const entries: readonly Track[] =
    tracks.entering.length > 0
      ? tracks.entering
      : [...tracks.nodes.values()].filter(({ id }) => !tracks.callers.has(id))
  const requests = total(entries, 'requests', window)
  const failures = total(entries, 'failed', window)
  const busiest = Math.max(requests, ...[...tracks.nodes.values()].map((node) => sumOf(node.requests, window)))
  const seen = {
    requests,
    failures,
    services: servicesIn(course, tracks, window),
    p95: p95Of(entries, window),
    marked: course.whole.services
      .filter(({ mark }) => mark !== null)
      .sort((a, b) => b.failed - a.failed || b.refused - a.refused || (a.name < b.name ? -1 : 1)),
  }
  if (busiest < enough) return { ...seen, trouble: null, inside: null, findings: [] }
  const anomalies = allAnomalies(tracks, window)
  const trouble = troubleIn(course, tracks, anomalies, window)
  return {
    ...seen,
    trouble,
    // Without a client nobody stands outside.
    inside: trouble || tracks.entering.length === 0 ? null : insideOf(course),
    findings: anomalies.map((one) => findingOf(course, one)),
  }
}

/** Those too quiet to be looked at are answered all the same. One that stops reporting lives on as the `remote` node of its name. */
function servicesIn({ whole }: Course, tracks: Tracks, window: Stretch): number {
  const served = whole.services.filter(({ requests }) => requests > 0)
  const looked = [...tracks.nodes.values()].filter(({ requests }) => sumOf(requests, window) > 0)
  const ids = new Set(looked.map(({ id }) => id))
  // One that reported before the window and only its callers in it counts among those looked at.
  const names = new Set([...looked, ...served].flatMap(({ name, type }) => (type === 'remote' ? [] : [name])))
  for (const { id, name, type } of served) if (type !== 'remote' || !names.has(name)) ids.add(id)
  return ids.size
}

const stepOf = (course: Course, at: number): number => Math.max(0, Math.floor((at - course.from) / course.step))
const timeOf = (course: Course, step: number): number => course.from + step * course.step

function total(tracks: readonly Track[], column: 'requests' | 'failed', stretch: Stretch): number {
  return tracks.reduce((sum, track) => sum + sumOf(track[column], stretch), 0)
}

function p95Of(tracks: readonly Track[], window: Stretch): number | null {
  const values = tracks.flatMap((track) => percentile(histogramOf(track, window, 'inside'), 0.95) ?? [])
  return values.length > 0 ? Math.max(...values) : null
}

function allAnomalies(tracks: Tracks, window: Stretch): Anomaly[] {
  const looked = [...tracks.nodes.values(), ...tracks.edges.filter(({ call }) => call !== 'link')].filter(
    (track) => sumOf(track.requests, window) > 0,
  )
  const limits = { score: scoreLimit(tracks.steps, looked.length * 4), windowFrom: window.from }
  const callerOf = (track: NodeTrack | EdgeTrack): NodeTrack | null =>
    (track.kind === 'edge' && track.call === 'call' && tracks.nodes.get(track.from)) || null
  const all = looked.flatMap((track) => anomaliesOf(track, callerOf(track)?.requests ?? null, limits))
  const failing = all.filter(({ symptom }) => symptom === 'fails')
  return all.filter((one) => {
    const caller = callerOf(one.track)
    const near = failing.filter(({ track }) => track.id === one.track.id || track.id === caller?.id)
    return besideFailures(one, near, caller?.requests ?? null)
  })
}

function findingOf(course: Course, { track, symptom, found, open, excess, times }: Anomaly): Finding {
  return {
    kind: track.kind,
    id: track.id,
    symptom,
    since: timeOf(course, found.from),
    until: open ? null : timeOf(course, found.to),
    bad: Math.round(symptom === 'slow' ? excess : found.bad),
    requests: Math.round(found.requests),
    usual: symptom === 'slow' ? 0 : found.outside,
    times,
  }
}

/** A failing request hurts more than a slow one, and a slow one more than one refused as wrong. */
const weights: Readonly<Record<Symptom, number>> = { fails: 3, slow: 1, refuses: 0.2, more: 0.1 }

function troubleIn(course: Course, tracks: Tracks, anomalies: readonly Anomaly[], window: Stretch): Trouble | null {
  const isEntry = (anomaly: Anomaly): boolean => anomaly.track.kind === 'edge' && anomaly.track.call === 'client'
  const ranked = [...anomalies].sort(
    (a, b) =>
      Number(b.open) - Number(a.open) ||
      Number(isEntry(b)) - Number(isEntry(a)) ||
      b.excess * weights[b.symptom] - a.excess * weights[a.symptom] ||
      (a.track.id < b.track.id ? -1 : 1),
  )
  const open = ranked.find((one) => one.open && (isEntry(one) || one.symptom !== 'refuses'))
  // What has always been bad is worse news than what is over.
  return (
    (open && troubleOf(course, tracks, anomalies, open, isEntry(open))) ??
    standing(course, tracks, anomalies, window) ??
    overIn(course, tracks, anomalies, ranked.find((one) => isEntry(one) || one.symptom !== 'refuses') ?? null, isEntry)
  )
}

function overIn(
  course: Course,
  tracks: Tracks,
  anomalies: readonly Anomaly[],
  past: Anomaly | null,
  isEntry: (anomaly: Anomaly) => boolean,
): Trouble | null {
  return past && troubleOf(course, tracks, anomalies, past, isEntry(past))
}

function troubleOf(
  course: Course,
  tracks: Tracks,
  anomalies: readonly Anomaly[],
  primary: Anomaly,
  entered: boolean,
): Trouble | null {
  const stretch: Stretch = { from: primary.found.from, to: primary.open ? tracks.steps : primary.found.to }
  const walker = new Walker(tracks, stretch, anomalies)
  const { track } = primary
  const start = tracks.nodes.get(track.kind === 'edge' ? track.to : track.id)
  if (!start) return null
  const mode = primary.symptom === 'fails' ? 'fails' : 'slow'
  const edge = track.kind === 'edge' && track.call === 'call' ? track : null
  const origin = primary.symptom === 'refuses' ? walker.from(start, 'fails') : walker.from(start, mode, edge)
  const first = beginning(anomalies, origin, primary)
  const since = timeOf(course, first.found.from)
  const until = primary.open ? null : timeOf(course, primary.found.to)
  const told: Stretch = { from: first.found.from, to: stretch.to }
  const cause = causeOf(origin, {
    tracks,
    walker,
    stretch,
    since,
    deployments: course.deployments,
  })
  const effect = entered ? effectOf(tracks, anomalies, primary, told) : noticed(tracks, told, origin.node, anomalies)
  return { origin, cause, effect, since, until }
}

/** Of all that changed together along the way, the change that is clearest says when. */
function beginning(anomalies: readonly Anomaly[], origin: Origin, primary: Anomaly): Anomaly {
  const along = new Set([origin.node.id, ...origin.path.map(({ id }) => id), ...origin.path.map(({ to }) => to)])
  return anomalies
    .filter(
      (one) =>
        along.has(one.track.id) &&
        one.open === primary.open &&
        overlap(one.found, primary.found) &&
        Math.abs(one.found.from - primary.found.from) <= near,
    )
    .reduce((best, one) => (one.found.score > best.found.score ? one : best), primary)
}
const near = 10

const felt = (edge: EdgeTrack, told: Stretch, apart: readonly Stretch[] = []): Felt =>
  feltOf(histogramOf(edge, told, 'inside'), histogramOf(edge, told, 'outside', apart))

function effectOf(tracks: Tracks, anomalies: readonly Anomaly[], primary: Anomaly, told: Stretch): Effect {
  const symptom = primary.symptom === 'more' ? 'slow' : primary.symptom
  const hit = tracks.entering.flatMap((edge) => {
    const own = anomalies.find(
      (one) => one.track.id === edge.id && one.symptom === symptom && overlap(one.found, primary.found),
    )
    if (!own) return []
    const requests = sumOf(edge.requests, told)
    const slow = symptom === 'slow' ? felt(edge, told) : null
    const bad = slow ? slow.share * requests : sumOf(symptom === 'fails' ? edge.failed : edge.refused, told)
    return [{ edge, bad: Math.min(requests, Math.round(bad)), requests, beyond: slow?.beyond ?? null }]
  })
  const worst = hit.reduce<(typeof hit)[number] | null>((best, one) => (best && best.bad >= one.bad ? best : one), null)
  const bad = hit.reduce((sum, one) => sum + one.bad, 0)
  const beyond = worst?.beyond ?? null
  if (worst && worst.bad >= bad * 0.8) {
    const entry = tracks.nodes.get(worst.edge.to) ?? null
    return { symptom, entry, bad: worst.bad, requests: worst.requests, beyond }
  }
  return { symptom, entry: null, bad, requests: total(tracks.entering, 'requests', told), beyond }
}

/**
 * The stretch is known from further in: whether those outside notice takes less proof then than finding it among all stretches would.
 */
function noticed(tracks: Tracks, told: Stretch, origin: NodeTrack, anomalies: readonly Anomaly[]): Effect {
  const above = callersOf(tracks, origin)
  const looks = tracks.entering
    .filter((edge) => above.has(edge.to))
    .map((edge) => {
      const requests = sumOf(edge.requests, told)
      const failed = sumOf(edge.failed, told)
      // What an earlier trouble did is nobody's usual.
      const earlier = apartFrom(anomalies, edge, told)
      const usual = (column: EdgeTrack['failed']): number =>
        outsideOf(column, told) - earlier.reduce((sum, stretch) => sum + sumOf(column, stretch), 0)
      const failsMore = isMore(failed, requests, usual(edge.failed), usual(edge.requests))
      const { share, beyond } = felt(edge, told, earlier)
      const among = (where: 'inside' | 'outside') => beyondOf(histogramOf(edge, told, where, earlier), beyond)
      const [now, before] = [among('inside'), among('outside')]
      const isSlower = share >= noticeable.slow && isMore(now.bad, now.all, before.bad, before.all)
      return { edge, requests, failed, failsMore, slow: Math.round(share * requests), isSlower, beyond }
    })
    .sort((a, b) => b.requests - a.requests)
  const failing = looks.filter(({ failsMore }) => failsMore).sort((a, b) => b.failed - a.failed)[0]
  const slower = looks.filter(({ isSlower }) => isSlower).sort((a, b) => b.slow - a.slow)[0]
  if (failing && (!slower || failing.failed * weights.fails >= slower.slow)) {
    const { edge, failed: bad, requests } = failing
    return { symptom: 'fails', entry: tracks.nodes.get(edge.to) ?? null, bad, requests, beyond: null }
  }
  if (slower) {
    const { edge, slow: bad, requests, beyond } = slower
    return { symptom: 'slow', entry: tracks.nodes.get(edge.to) ?? null, bad, requests, beyond }
  }
  const bad = total(tracks.entering, 'failed', told)
  return { symptom: 'none', entry: null, bad, requests: total(tracks.entering, 'requests', told), beyond: null }
}
const noticeable = { fails: 0.005, slow: 0.05, score: 8 }

/** Stretches of other troubles of the same edge. */
const apartFrom = (anomalies: readonly Anomaly[], { id }: EdgeTrack, told: Stretch): Stretch[] => {
  const steps = new Set<number>()
  for (const { track, symptom, found } of anomalies)
    if (track.id === id && (symptom === 'fails' || symptom === 'slow') && !overlap(found, told))
      for (let step = found.from; step < found.to; step += 1) steps.add(step)
  // Single steps, so that no two of them count the same minute.
  return [...steps].map((from) => ({ from, to: from + 1 }))
}

/** Whoever calls it, directly or through others; itself included. */
function callersOf(tracks: Tracks, node: NodeTrack): ReadonlySet<string> {
  const found = new Set([node.id])
  for (const id of found) for (const { from } of tracks.callers.get(id) ?? []) found.add(from)
  return found
}

/** A likelihood ratio of one comparison. */
function isMore(bad: number, requests: number, usualBad: number, usual: number): boolean {
  if (requests === 0 || usual === 0 || bad < 3 || bad / requests < usualBad / usual + noticeable.fails) return false
  const log = (k: number, n: number): number =>
    (k > 0 ? k * Math.log(k / n) : 0) + (k < n ? (n - k) * Math.log(1 - k / n) : 0)
  return log(bad, requests) + log(usualBad, usual) - log(bad + usualBad, requests + usual) > noticeable.score
}

function beyondOf(histogram: Histogram, seconds: number): { bad: number; all: number } {
  let [bad, all] = [0, 0]
  for (const { valueSeconds, count } of histogramEntries(histogram)) {
    all += count
    if (valueSeconds > seconds) bad += count
  }
  return { bad, all }
}

const cut = (stretch: Stretch, to: Stretch): Stretch => ({
  from: Math.max(stretch.from, to.from),
  to: Math.max(Math.min(stretch.to, to.to), Math.max(stretch.from, to.from)),
})

/** Nothing changed, and yet it is bad: more failures than were promised, from before the first step to the last. */
function standing(course: Course, tracks: Tracks, anomalies: readonly Anomaly[], window: Stretch): Trouble | null {
  const bad = tracks.entering
    .map((edge) => {
      const limit = limitOf(course, edge.to)
      const apart = anomalies.filter(({ track, symptom }) => track.id === edge.id && symptom === 'fails')
      const calm = (column: 'failed' | 'requests'): number =>
        sumOf(edge[column], window) - apart.reduce((sum, { found }) => sum + sumOf(edge[column], cut(found, window)), 0)
      const failed = calm('failed')
      const requests = calm('requests')
      return { edge, failed, requests, limit }
    })
    .filter(({ failed, requests, limit }) => failed >= 5 && requests >= enough && lowerShare(failed, requests) > limit)
    .sort((a, b) => b.failed - a.failed)[0]
  const entry = bad && tracks.nodes.get(bad.edge.to)
  if (!bad || !entry) return null
  const cluster = clusterOf(bad.edge, bad.failed / bad.requests, window)
  // What is bad all the time has no other times to compare with: every failure counts.
  const whole = cluster ?? { from: 0, to: tracks.steps }
  const walker = new Walker(tracks, whole, anomalies)
  const origin = walker.from(entry, 'fails')
  const cause = causeOf(origin, {
    tracks,
    walker,
    stretch: whole,
    since: cluster ? timeOf(course, cluster.from) : course.from,
    deployments: cluster ? course.deployments : [],
  })
  const hit = cluster
    ? { bad: sumOf(bad.edge.failed, cluster), requests: sumOf(bad.edge.requests, cluster) }
    : { bad: bad.failed, requests: bad.requests }
  const effect: Effect = { symptom: 'fails', entry, ...hit, beyond: null }
  if (!cluster) return { origin, cause, effect, since: null, until: null }
  const passed = window.to - cluster.to >= calmSteps
  return {
    origin,
    cause,
    effect,
    since: timeOf(course, cluster.from),
    until: passed ? timeOf(course, cluster.to) : null,
  }
}

/**
 * Failures that stand close together although there was too little before or after them to find their beginning: from the first to the last.
 * Null: they go on all the time, that is, in more than one third of the traffic, and in each where three or more are to be expected.
 */
function clusterOf({ requests, failed }: EdgeTrack, share: number, window: Stretch): Stretch | null {
  const between = (column: EdgeTrack['failed']): Stretch => {
    const steps = Array.from({ length: window.to - window.from }, (_, i) => window.from + i).filter(
      (step) => (column[step] ?? 0) > 0,
    )
    return { from: steps[0] ?? window.from, to: (steps.at(-1) ?? window.to - 1) + 1 }
  }
  const traffic = between(requests)
  const third = (traffic.to - traffic.from) / 3
  const parts = [0, 1, 2].map((i) => {
    const part = { from: Math.round(traffic.from + i * third), to: Math.round(traffic.from + (i + 1) * third) }
    return { expected: sumOf(requests, part) * share, failed: sumOf(failed, part) }
  })
  // A part that is too quiet to tell speaks neither for nor against it: of one part alone nobody knows.
  const always =
    parts.every((part) => part.expected < 3 || part.failed > 0) && parts.filter((part) => part.failed > 0).length > 1
  return always ? null : between(failed)
}
