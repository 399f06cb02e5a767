/** Whatever passes validation is put together without a throw or an endless loop, and the same for any order, however ids collide. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { assemble } from './assemble.ts'
import { criticalPathOf } from './critical-path.ts'
import { processedDocuments } from './processed.ts'
import { TRACE } from './testing.ts'
import { buildTree } from './tree.ts'
import { validateParsed } from './validate.ts'

const RUNS = Math.max(100, Math.round(1000 * Number(process.env.ROENTGEN_TEST_SCALE ?? 1)))

const id = fc.constantFrom('1', '2', '3', '4', '5').map((digit) => digit.repeat(16))
const anything = fc.jsonValue({ maxDepth: 2 })
const odd = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: anything })

const members = {
  name: fc.constantFrom('web', 'S3', 'DynamoDB'),
  namespace: odd(fc.constantFrom('aws', 'remote', 'local')),
  type: fc.constantFrom('subsegment', 'segment'),
  parent_id: id,
  origin: odd(fc.constantFrom('AWS::Lambda', 'AWS::Lambda::Function')),
  http: odd(
    fc.record({
      request: odd(fc.record({ traced: odd(fc.boolean()) })),
      response: odd(fc.record({ status: anything })),
    }),
  ),
  aws: odd(
    fc.record({
      operation: anything,
      bucket_name: anything,
      table_names: anything,
      ec2: anything,
      account_id: anything,
    }),
  ),
  sql: anything,
  cause: odd(
    fc.oneof(id, fc.record({ id, exceptions: odd(fc.array(odd(fc.record({ id, cause: id, stack: anything })))) })),
  ),
  annotations: odd(fc.dictionary(fc.string(), anything, { maxKeys: 3 })),
  links: odd(fc.array(odd(fc.record({ trace_id: fc.constant(TRACE), id })))),
  user: anything,
  fault: anything,
  inferred: anything,
  throttle: fc.boolean(),
}

const times = fc.oneof(
  fc.record({ start_time: fc.integer({ min: 0, max: 9 }), end_time: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ start_time: fc.integer({ min: 0, max: 9 }), in_progress: fc.constant(true) }),
  fc.record({
    start_time: fc.double({ noNaN: true, noDefaultInfinity: true }),
    end_time: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
)

const { entity } = fc.letrec<{ entity: Record<string, unknown> }>((tie) => ({
  entity: fc
    .tuple(
      fc.record({ id, ...members }, { requiredKeys: ['id', 'name', 'parent_id'] }),
      times,
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant({}),
        fc.record({ subsegments: fc.array(tie('entity'), { maxLength: 3 }) }),
      ),
    )
    .map((parts) => Object.assign({}, ...parts) as Record<string, unknown>),
}))

it('survives, and does not look at the order', () => {
  fc.assert(
    fc.property(
      fc.array(entity, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      fc.boolean(),
      (raws, luck, settled) => {
        const docs = raws.flatMap((raw, receivedUs) => {
          const result = validateParsed(structuredClone({ ...raw, trace_id: TRACE }))
          return result.ok ? [{ document: result.doc, complete: result.complete, receivedUs: receivedUs >> 1 }] : []
        })
        fc.pre(docs.length > 0)
        const shuffled = docs
          .map((doc) => ({ doc, at: luck.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ doc }) => doc)
        const trace = assemble(docs, { settled })
        expect(assemble(shuffled, { settled })).toEqual(trace)
        expect(processedDocuments(shuffled, { settled })).toEqual(processedDocuments(docs, { settled }))
        for (const row of [...trace.served, ...trace.called]) expect(row.durationUs).toBeGreaterThanOrEqual(0)
        const tree = buildTree(docs)
        for (const index of tree.entities.keys()) tree.causes(index)
        const path = criticalPathOf(docs)
        if (path !== null) expect(path.parts.reduce((sum, part) => sum + part.exclusiveUs, 0)).toBe(path.totalUs)
      },
    ),
    { numRuns: RUNS },
  )
})
