/**
 * SQL and `evaluate` agree on every expression and every trace. Thousands of expressions of all forms over traces of all shapes, dozens of
 * expressions a query. A failure prints the seed (ROENTGEN_TEST_SEED repeats it), the expression and a trace on which they differ.
 */
import { evaluate, type FilterNode, format, parse } from '@roentgen/filter'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Binds } from '../clickhouse/sql.ts'
import { scaled, type TemporaryStore, temporaryStore } from '../testing/index.ts'
import { RandomFilters } from '../testing/random-filters.ts'
import { Dice, randomTrace } from '../testing/random-traces.ts'
import { compileFilter } from './compile.ts'

const seed = Number(process.env.ROENTGEN_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
const expressions = scaled(10_000, 400)
const perQuery = 40
const minute = 29_000_000

const dice = new Dice(seed)
const traces = Array.from({ length: scaled(400, 120) }, (_, i) =>
  randomTrace(dice, {
    traceId: `1-5f000000-${String(i).padStart(24, '0')}`,
    minutes: [minute, minute + 1],
    knowledge: 2,
  }),
)

describe(`filter as SQL, seed ${seed}`, () => {
  let t: TemporaryStore
  beforeAll(async () => {
    t = await temporaryStore()
    await t.store.insertTraces(traces.map((trace) => ({ trace, version: 5n })))
  })
  afterAll(() => t.close())

  /** For each expression, whether each trace matches, as a text of zeros and ones. */
  async function bySql(trees: readonly FilterNode[]): Promise<string[]> {
    const binds = new Binds()
    const answers = trees.map((tree) => `toUInt8(${compileFilter(tree, binds)})`)
    const rows = await t.database.rows<[string]>(
      `SELECT arrayStringConcat([${answers.join(', ')}]) FROM traces ORDER BY trace_id`,
      binds.params(),
    )
    return trees.map((_, i) => rows.map(([row]) => row[i]).join(''))
  }

  const byEvaluate = (tree: FilterNode): string =>
    traces.map((trace) => (evaluate({ tree }, trace) ? '1' : '0')).join('')

  it('agrees with evaluate on any expression', async () => {
    const filters = new RandomFilters(dice, traces)
    const trees = Array.from({ length: expressions }, () => read(filters.tree(dice.below(4))))
    const told = { apart: 0, never: 0, always: 0 }
    const differences: string[] = []
    for (let from = 0; from < trees.length && differences.length < 10; from += perQuery) {
      const some = trees.slice(from, from + perQuery)
      const answers = await bySql(some)
      for (const [i, tree] of some.entries()) {
        const wanted = byEvaluate(tree)
        told[!wanted.includes('1') ? 'never' : !wanted.includes('0') ? 'always' : 'apart']++
        if (answers[i] === wanted) continue
        const at = [...wanted].findIndex((answer, place) => answer !== answers[i]?.[place])
        differences.push(`seed ${seed}, trace ${at}: evaluate ${wanted[at]}, SQL ${answers[i]?.[at]}: ${format(tree)}`)
      }
    }
    expect(differences).toEqual([])
    // A generator whose expressions never tell traces apart would prove nothing.
    expect(told.apart).toBeGreaterThan(expressions / 4)
    console.log(`seed ${seed}: ${expressions} expressions x ${traces.length} traces agree;`, told)
  }, 900_000)
})

/** Through the text, so that what is compared is what a person could have written. */
function read(tree: FilterNode): FilterNode {
  const text = format(tree)
  const parsed = parse(text)
  if (!parsed.ok || parsed.expression.tree === null) {
    throw new Error(`seed ${seed}: does not read back: ${text}: ${parsed.ok ? 'empty' : parsed.error.message}`)
  }
  return parsed.expression.tree
}
