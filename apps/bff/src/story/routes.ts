/** The story of a window. */

import { nodeId, type StoryReply } from '@roentgen/contract'
import type { Window } from '@roentgen/store'
import { type Deployed, findingSentence, headlineOf, lookAt, type Seen, type Trouble } from '@roentgen/story'
import type { NodeKey } from '@roentgen/trace'
import { secondsOf, windowReply } from '../reply/graph.ts'
import { type Context, routes, server } from '../routes/context.ts'
import { type Question, questionOf, type WindowQuery } from '../routes/question.ts'
import { TileCache } from '../source/aws/tiles.ts'
import type { TraceSource } from '../source/port.ts'
import { caller } from './called.ts'
import { hitFilter, usersHit } from './hit.ts'
import { around, courseOf, reach } from './reading.ts'

/** The busiest nodes and as many edges are looked at. */
const most = 200

/** A page that follows arrivals asks every other second; what is told changes by the minute, and reading hours of minutes costs. */
const keptMs = 5000
const mostKept = 100

export function serveStory(context: Context): void {
  const kept = new TileCache<StoryReply>(mostKept, keptMs)
  server(context)(routes.story, ({ query }) => kept.get(JSON.stringify(query), () => story(context, query)))
}

async function story(context: Context, query: WindowQuery): Promise<StoryReply> {
  const question = await questionOf(query, context)
  const { source, window } = question
  const { look, stepSeconds } = reach(window)
  const read = await readSeen(context, question, look, stepSeconds, window.fromUs)
  const trouble = read.seen.trouble && (await exactly(context, question, read.seen.trouble, read.step))
  const seen: Seen = { ...read.seen, trouble }
  const hit = trouble && hitFilter(trouble)
  const users = hit ? await usersHit(source, lasting(trouble, window), question, hit) : null
  const end = secondsOf(window.toUs)
  const { called } = read
  return {
    source: source.id,
    window: windowReply(window),
    looked: { ...windowReply(look), step: read.step },
    exactness: read.exactness,
    leftOut: read.leftOut,
    headline: sent(headlineOf(seen, { window: windowReply(window), traces: hit, users }), called),
    since: trouble?.since ?? null,
    until: trouble?.until ?? null,
    findings: seen.findings.map((finding) => ({
      kind: finding.kind,
      id: finding.id,
      sentence: sentSentence(findingSentence(finding, end), called),
    })),
  }
}

async function readSeen(
  { config, names }: Context,
  { source, filter, group }: Question,
  look: Window,
  stepSeconds: number,
  windowFromUs: number,
) {
  const [minutes, { graph }, deployments, labelOf] = await Promise.all([
    source.minutes(look, stepSeconds, most, filter, group),
    source.graph({ fromUs: windowFromUs, toUs: look.toUs }, filter, group),
    deploymentsOf(source, look),
    names.labelOf(),
  ])
  // One service is known by its technical name, wherever it stands as another's remote twin; people's names are for the sentences alone.
  const nameOf = (node: NodeKey): string => node.name
  const called = caller(
    graph.nodes.map(({ key }) => key),
    labelOf,
  )
  const course = courseOf({ look, windowFromUs, minutes, graph, objectives: config.objectives, deployments, nameOf })
  const { exactness, leftOut, stepSeconds: step } = minutes
  return { seen: lookAt(course), exactness, leftOut, step, called }
}

/** An X-Ray API knows nothing of versions. */
async function deploymentsOf(source: TraceSource, look: Window): Promise<Deployed[]> {
  if (source.kind !== 'own') return []
  const { changes } = await source.changes(look, mostDeployments)
  return changes.flatMap((change) =>
    change.kind === 'deployment'
      ? [{ node: nodeId(change.node), version: change.version, at: secondsOf(change.atUs) }]
      : [],
  )
}
const mostDeployments = 200

/** A beginning that was found in coarse steps is looked for again in minutes around it. */
async function exactly(context: Context, question: Question, trouble: Trouble, step: number): Promise<Trouble> {
  if (step <= 60 || trouble.since === null) return trouble
  const near = around(trouble.since, step, question.window)
  const { seen } = await readSeen(context, question, near, 60, near.fromUs)
  const finer = seen.trouble
  if (!finer || finer.since === null || finer.origin.node.id !== trouble.origin.node.id) return trouble
  // Another trouble of the same service, near by.
  if (Math.abs(finer.since - trouble.since) > step || finer.since >= (trouble.until ?? Number.POSITIVE_INFINITY))
    return trouble
  return { ...trouble, since: finer.since }
}

function lasting({ since, until }: Trouble, window: Window): Window {
  return {
    fromUs: since === null ? window.fromUs : since * 1e6,
    toUs: until === null ? window.toUs : until * 1e6,
  }
}

type Told = ReturnType<typeof headlineOf>
type ToldSentence = Told['clauses'][number]['sentence']

type Called = ReturnType<typeof caller>

const sent = ({ state, frame, clauses }: Told, called: Called) => ({
  state,
  frame,
  clauses: clauses.map(({ slot, sentence }) => ({ slot, sentence: sentSentence(sentence, called) })),
})

const sentSentence = (sentence: ToldSentence, called: Called) => ({
  id: sentence.id,
  values: called(sentence.values, sentence),
  evidence: { ...sentence.evidence, nodes: [...sentence.evidence.nodes], edges: [...sentence.evidence.edges] },
})
