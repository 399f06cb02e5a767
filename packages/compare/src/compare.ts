/** Two windows of one graph to what changed between them, beyond chance. */
import { percentile } from '@roentgen/trace'
import { causesOf, type Found } from './causes.ts'
import { poolOf } from './dispersion.ts'
import { failureTrial } from './failures.ts'
import { latencyTrials } from './latency.ts'
import { limits } from './limits.ts'
import { held } from './many.ts'
import {
  type Change,
  type ChangeKind,
  type Comparison,
  type DispersionKnown,
  type Figures,
  failureClasses,
  type Measured,
  type Side,
} from './model.ts'
import { type Pair, pairsOf, stepsOf, totalOf } from './pair.ts'
import { ranked, scoreOf } from './rank.ts'
import { trafficTrial, type Watched } from './traffic.ts'
import { assumedRho, chancesOf, type Family, families, type Trial } from './trial.ts'
import { unsaidOf } from './unsaid.ts'

type Judged = Trial & { readonly p: number; readonly q: number }
type Told = Found & Pick<Change, 'class' | 'quantile' | 'effect'> & { readonly by: Judged }

export function compare(before: Side, after: Side): Comparison {
  const seconds: Watched = { before: before.seconds, after: after.seconds }
  // With nothing on one side there is nothing to compare with: then all would be new.
  const watched = seconds.before > 0 && seconds.after > 0
  const pairs = watched ? pairsOf(before, after) : []
  // Counts of a sample are no traffic, and what is missing from one is not gone.
  const counted = before.sampled !== true && after.sampled !== true
  const trials = pairs.map((pair) => trialsOf(pair, counted ? seconds : null))
  const judged = judge(trials)
  const told = pairs.flatMap((pair, i) => findingsOf(pair, judged[i] ?? []))
  const causes = causesOf(told, pairs)
  const busiest = Math.max(
    0,
    ...pairs.map((pair) => Math.max(perMinute(pair.before, seconds.before), perMinute(pair.after, seconds.after))),
  )
  const changes = told.map((one, i): Change => {
    const { pair, kind, quantile, effect, by } = one
    const sides = { before: measured(pair.before, seconds.before), after: measured(pair.after, seconds.after) }
    const change = { kind, effect, q: by.q, ...sides }
    return {
      id: pair.id,
      subject: pair.subject,
      class: one.class,
      quantile,
      p: by.p,
      score: scoreOf(change, busiest),
      cause: causes[i] ?? null,
      ...change,
    }
  })
  const toldOf = new Set(told.map(({ pair }) => pair.id))
  const isCompared = (i: number): boolean => (trials[i] ?? []).some(({ family }) => family !== 'traffic')
  const compared = (subject: Pair['subject']): number =>
    pairs.filter((pair, i) => pair.subject === subject && isCompared(i)).length
  const tooFew = (subject: Pair['subject']): number =>
    pairs.filter((pair, i) => pair.subject === subject && !isCompared(i) && !toldOf.has(pair.id)).length
  return {
    changes: ranked(changes),
    compared: { nodes: compared('node'), edges: compared('edge') },
    tooFew: { nodes: tooFew('node'), edges: tooFew('edge') },
    unsaid: unsaidOf(pairs, explainedIn(told)),
    tests: trials.flat().length,
    dispersion: dispersionKnown(pairs.filter((_, i) => isCompared(i))),
  }
}

/** What is new or gone, or fails more or less often, is told; that something has more traffic says nothing of how it fails. */
const explainedIn = (told: readonly Told[]): ReadonlySet<string> =>
  new Set(told.filter(({ kind }) => !kind.endsWith('-traffic')).map(({ pair }) => pair.id))

const trialsOf = (pair: Pair, seconds: Watched | null): Trial[] =>
  [
    seconds === null ? null : trafficTrial(pair, seconds),
    ...latencyTrials(pair),
    ...failureClasses.map((failure) => failureTrial(pair, failure)),
  ].filter((trial) => trial !== null)

/** First what all have in common, then each test, then all of them together. */
function judge(trials: readonly (readonly Trial[])[]): Judged[][] {
  const all = trials.flat()
  const chances = new Map<Trial, number>()
  for (const family of families) {
    const own = all.filter((trial) => trial.family === family)
    const known = own.filter((trial) => trial.spreads.length > 0).map((trial) => trial.spreads)
    const ps = chancesOf(own, poolOf(known, assumedRho[family]))
    for (const [i, trial] of own.entries()) chances.set(trial, ps[i] ?? 1)
  }
  const ps = all.map((trial) => chances.get(trial) ?? 1)
  const qs = held(ps)
  let next = 0
  return trials.map((own) =>
    own.map((trial) => {
      const at = next++
      return { ...trial, p: ps[at] ?? 1, q: qs[at] ?? 1 }
    }),
  )
}

function findingsOf(pair: Pair, judged: readonly Judged[]): Told[] {
  const sure = judged.filter((trial) => trial.q <= limits.falseShare && trial.effect !== null)
  const of = (...wanted: readonly Family[]): Judged[] =>
    sure.filter(({ family }) => wanted.includes(family)).sort((a, b) => a.p - b.p)
  return [
    ...of('traffic').map((by): Told => tell(pair, by, trafficKind(pair, by))),
    ...of('rank', 'tail', 'shape')
      .slice(0, 1)
      .map((by): Told => tell(pair, by, (by.effect ?? 1) > 1 ? 'slower' : 'faster')),
    ...ofFailures(pair, of(...failureClasses)),
  ]
}

function trafficKind({ before, after }: Pair, { effect }: Trial): ChangeKind {
  if (totalOf(before) === 0) return 'new'
  if (totalOf(after) === 0) return 'gone'
  return (effect ?? 1) > 1 ? 'more-traffic' : 'less-traffic'
}

/** One more and one fewer at most: the kind of failure with the largest difference speaks. */
function ofFailures(pair: Pair, sure: readonly Judged[]): Told[] {
  const told = [...sure]
    .sort((a, b) => Math.abs(b.effect ?? 0) - Math.abs(a.effect ?? 0))
    .map((by) => tell(pair, by, (by.effect ?? 0) > 0 ? 'more-errors' : 'fewer-errors'))
  return told.filter((one, i) => told.findIndex((other) => other.kind === one.kind) === i)
}

const tell = (pair: Pair, by: Judged, kind: ChangeKind): Told => ({
  pair,
  kind,
  class: failureClasses.find((failure) => failure === by.family) ?? null,
  quantile: by.quantile,
  effect: kind === 'new' || kind === 'gone' ? null : by.effect,
  by,
})

const perMinute = (figures: Figures, seconds: number): number => (totalOf(figures) / seconds) * 60

function measured(figures: Figures, seconds: number): Measured {
  const total = totalOf(figures)
  const share = (count: number): number => (total === 0 ? 0 : count / total)
  return {
    total,
    perMinute: perMinute(figures, seconds),
    fault: share(figures.counts.fault),
    throttle: share(figures.counts.throttle),
    error: share(figures.counts.error),
    p50: percentile(figures.histogram, 0.5),
    p95: percentile(figures.histogram, 0.95),
  }
}

function dispersionKnown(pairs: readonly Pair[]): DispersionKnown {
  const known = pairs.filter((pair) => stepsOf(pair) !== null || pair.stepsBefore || pair.stepsAfter).length
  if (known === 0) return pairs.length === 0 ? 'measured' : 'assumed'
  return known >= pairs.length / 2 ? 'measured' : 'partly'
}
