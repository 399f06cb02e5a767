/** Arrival must not matter: any order, any repetition, in progress first or last, give the same trace; and more knowledge never takes back. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { assemble, traceVersion } from './assemble.ts'
import { criticalPathOf } from './critical-path.ts'
import { linkEntities, type TraceDocument } from './entities.ts'
import { graphFromTraces, mergeGraphs } from './graph.ts'
import { processedDocuments } from './processed.ts'
import { received, T0, TRACE } from './testing.ts'
import { buildTree } from './tree.ts'
import type { WireDocument, WireEntity } from './wire.ts'

const RUNS = Math.max(50, Math.round(400 * Number(process.env.ROENTGEN_TEST_SCALE ?? 1)))

/** How one entity of a made-up trace looks; `below` picks its parent among the entities before it. */
type Plan = {
  readonly below: number
  readonly shape: 'segment' | 'inline' | 'independent'
  readonly startMs: number
  readonly lengthMs: number
  readonly look: number
  readonly lostParent: boolean
}

const LOOKS: Partial<WireEntity>[] = [
  {},
  { namespace: 'remote', http: { request: { url: 'http://api/', traced: true } } },
  { namespace: 'remote', fault: true, annotations: { tenant: 'acme' } },
  { namespace: 'aws', aws: { operation: 'PutItem', table_name: 'carts' }, throttle: true, error: true },
  { namespace: 'aws', aws: { operation: 'PutObject', bucket_name: 'b' } },
  { namespace: 'remote', sql: { sanitized_query: 'SELECT 1' } },
  { http: { response: { status: 503 } }, user: 'u-1', origin: 'AWS::Lambda' },
  { annotations: { rank: 3, yes: true }, cause: { exceptions: [{ id: 'eeeeeeeeeeeeeeee', message: 'no' }] } },
]
const NAMES = ['web', 'api.example', 'DynamoDB', 'S3', 'worker']

const plan: fc.Arbitrary<Plan> = fc.record({
  below: fc.nat(1000),
  shape: fc.constantFrom('segment', 'segment', 'inline', 'inline', 'independent'),
  startMs: fc.nat(90_000),
  lengthMs: fc.integer({ min: -5, max: 40_000 }),
  look: fc.nat(LOOKS.length - 1),
  lostParent: fc.boolean().map((lost) => lost),
})

function documentsOf(plans: readonly Plan[]): WireDocument[] {
  const entities: WireEntity[] = []
  const documents: WireDocument[] = []
  for (const [index, { below, shape, startMs, lengthMs, look, lostParent }] of plans.entries()) {
    const entity: WireEntity = {
      id: (index + 1).toString(16).padStart(16, '0'),
      name: NAMES[(look + index) % NAMES.length]!,
      start_time: T0 + startMs / 1000,
      end_time: T0 + (startMs + lengthMs) / 1000,
      ...structuredClone(LOOKS[look]),
    }
    const parent = index === 0 ? undefined : entities[below % index]
    const parentId = lostParent && index % 7 === 3 ? 'ffffffffffffffff' : parent?.id
    if (shape === 'inline' && parent !== undefined) {
      parent.subsegments = [...(parent.subsegments ?? []), entity]
    } else {
      const alone = shape === 'independent' && parentId !== undefined
      if (parentId !== undefined) entity.parent_id = parentId
      if (alone) entity.type = 'subsegment'
      documents.push(Object.assign(entity, { trace_id: TRACE }))
    }
    entities.push(entity)
  }
  return documents
}

/** The same document while it is still at work: no end, and its subsegments not yet there. */
function inProgress(document: WireDocument): WireDocument {
  const { end_time: _, subsegments: __, ...rest } = document
  return { ...rest, in_progress: true }
}

const traceDocuments = fc.array(plan, { minLength: 1, maxLength: 14 }).map(documentsOf)

/** What arrived: every complete document at least once, in-progress forms and repetitions among them, in any order. */
const arrivals = traceDocuments.chain((documents) =>
  fc
    .tuple(
      fc.array(fc.nat(documents.length - 1), { maxLength: 8 }),
      fc.array(fc.nat(documents.length - 1), { maxLength: 8 }),
    )
    .chain(([again, early]) => {
      const all = [...documents, ...again.map((i) => documents[i]!), ...early.map((i) => inProgress(documents[i]!))]
      return fc.record({
        documents: fc.constant(documents),
        arrived: fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      })
    }),
)

it('any order, any repetition, in progress first or last: the same trace', () => {
  fc.assert(
    fc.property(arrivals, fc.boolean(), ({ documents, arrived }, settled) => {
      const once = received(...documents)
      const many = received(...arrived)
      expect(assemble(many, { settled })).toEqual(assemble(once, { settled }))
      expect(processedDocuments(many, { settled })).toEqual(processedDocuments(once, { settled }))
      const { causes: _, ...tree } = buildTree(many)
      const { causes: __, ...treeOnce } = buildTree(once)
      expect(tree).toEqual(treeOnce)
    }),
    { numRuns: RUNS },
  )
})

it('documents that come later never lower the version, nor untouch a minute', () => {
  fc.assert(
    fc.property(arrivals, ({ arrived }) => {
      const docs = received(...arrived)
      let before = assemble(docs.slice(0, 1), { settled: false })
      for (let known = 2; known <= docs.length; known++) {
        const after = assemble(docs.slice(0, known), { settled: false })
        expect(after.knowledge).toBeGreaterThanOrEqual(before.knowledge)
        if (after.knowledge > before.knowledge) expect(traceVersion(after)).toBeGreaterThan(traceVersion(before))
        expect(after.touchedMinutes).toEqual(expect.arrayContaining([...before.touchedMinutes]))
        before = after
      }
    }),
    { numRuns: Math.ceil(RUNS / 4) },
  )
})

it('rows, tree, graph and critical path agree with each other', () => {
  fc.assert(
    fc.property(traceDocuments, (documents) => {
      const docs: TraceDocument[] = received(...documents)
      const trace = assemble(docs, { settled: true })
      const linked = linkEntities(docs)
      const tree = buildTree(docs)
      const entitiesSent = countEntities(documents)
      expect(tree.entities.length).toBeLessThanOrEqual(entitiesSent)
      if (linked.orphans.length === 0) expect(tree.entities).toHaveLength(entitiesSent)
      for (const [index, entity] of tree.entities.entries()) {
        expect(entity.parent).toBeLessThan(index)
        expect(entity.depth).toBe(entity.parent < 0 ? 0 : tree.entities[entity.parent]!.depth + 1)
        expect(entity.below).toBe(
          tree.entities.slice(index + 1).filter((other) => isBelow(tree.entities, other.parent, index)).length,
        )
      }
      for (const row of [...trace.served, ...trace.called]) {
        expect(trace.touchedMinutes).toContain(Math.floor(row.endUs / 60e6))
      }
      const inferred = processedDocuments(docs, { settled: true }).segments.filter((s) => s.document.inferred === true)
      const idOf = ({ id, document }: (typeof inferred)[number]) =>
        document.origin === 'AWS::Lambda::Function' ? id : document.parent_id
      expect(inferred.map(idOf).sort()).toEqual(
        trace.served
          .filter((row) => row.inferred)
          .map((row) => row.entityId)
          .sort(),
      )

      const whole = graphFromTraces([trace])
      const middleUs = (T0 + 45) * 1e6
      const halves = [
        graphFromTraces([trace], { fromUs: 0, toUs: middleUs }),
        graphFromTraces([trace], { fromUs: middleUs, toUs: Number.MAX_SAFE_INTEGER }),
      ]
      expect(totals(mergeGraphs(halves))).toEqual(totals(whole))

      const path = criticalPathOf(docs)
      if (path === null) return
      expect(path.parts.reduce((sum, part) => sum + part.exclusiveUs, 0)).toBe(path.totalUs)
      expect(path.parts.every((part) => part.exclusiveUs >= 0)).toBe(true)
    }),
    { numRuns: RUNS },
  )
})

function totals(graph: ReturnType<typeof mergeGraphs>) {
  return {
    nodes: graph.nodes.map(({ key, root, counts, histogram }) => ({ key, root, counts, histogram })),
    edges: graph.edges,
  }
}

function isBelow(entities: readonly { readonly parent: number }[], index: number, ancestor: number): boolean {
  let at = index
  while (at > ancestor) at = entities[at]!.parent
  return at === ancestor
}

function countEntities(entities: readonly WireEntity[]): number {
  return entities.reduce((sum, entity) => sum + 1 + countEntities(entity.subsegments ?? []), 0)
}
