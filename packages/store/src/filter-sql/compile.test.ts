/** What the SQL looks like. That it is right: `agree.property.test.ts` and `examples.test.ts`. */
import { type FilterNode, parse } from '@roentgen/filter'
import { describe, expect, it } from 'vitest'
import { Binds } from '../clickhouse/sql.ts'
import { compileFilter } from './compile.ts'

function treeOf(text: string): FilterNode {
  const parsed = parse(text)
  if (!parsed.ok || parsed.expression.tree === null) throw new Error(`no expression: ${text}`)
  return parsed.expression.tree
}

const compiled = (text: string): string => compileFilter(treeOf(text), new Binds())
const passes = (text: string): number => compiled(text).split(/arrayExists\(/).length - 1

describe('a filter as SQL', () => {
  it('puts no value into the text', () => {
    const binds = new Binds()
    const sql = compileFilter(
      treeOf(`user = "secret' OR 1" annotation[secret] = "secret" service(id(name: "secret", type: "secret", account.id: "secret"))
        user IN ("secret") http.url MATCHES "*secret?" rootcause.fault.exception { message = "secret" } edge { source.annotation[secret] }
        rootcause.json = #[{"Services":[{"Name":"secret","EntityPath":[{"Name":"secret","Exceptions":[{"Message":"secret"}]}]}]}]`),
      binds,
    )
    expect(sql).not.toContain('secret')
    expect(Object.values(binds.params())).toContain("secret' OR 1")
  })

  it.each([
    ['edge { ok }', 1],
    ['edge { ok } OR edge { fault } OR edge("a", "b")', 1],
    ['!edge { ok } AND !edge("a", "b") { fault }', 1],
    ['service("a") OR service("b") OR service("c") { fault }', 2],
    ['rootcause.fault.entity { last } OR rootcause.error.entity { first }', 1],
    // Not the same member for each: two passes.
    ['edge { ok } AND edge { fault }', 2],
    // What is said twice is said once.
    ['edge { ok } AND edge { ok } AND edge { ok }', 1],
  ])('goes over a list once for what is said of some or of no member: %s', (text, expected) => {
    expect(passes(text)).toBe(expected)
  })

  it('says equal blocks once', () => {
    expect(compiled('edge("a", "b") { fault } OR edge("a", "b") { fault }')).toBe(
      `(${compiled('edge("a", "b") { fault }')})`,
    )
  })

  it('goes through the annotations of requests once, not once a call', () => {
    const sql = compiled('edge { destination.annotation[k] = "v" }')
    const [list] = /arrayFilter\(.*s_ann_number\)/.exec(sql) ?? []
    expect(list).toBeDefined()
    expect(list).not.toContain('x_')
  })

  it.each([
    ['edge("a", "b")', false],
    ['service("a")', false],
    ['edge("a", "b") { ok }', true],
    ['service("a") { ok }', true],
  ])('only braces look into the window of what has ended: %s', (text, expected) => {
    const binds = new Binds()
    compileFilter(treeOf(text), binds, { entitiesEndedIn: { fromUs: 1_000_001, toUs: 2_000_002 } })
    const bound = Object.values(binds.params()).map(String)
    expect([bound.includes('1000001'), bound.includes('2000002')]).toEqual([expected, expected])
  })

  it('refuses a group that was not spliced', () => {
    expect(() => compiled('group.name = "a"')).toThrow('not spliced')
  })
})
