import { expect, it } from 'vitest'
import { formatSql } from './format-sql.ts'

it('gives each clause a line and indents conditions', () => {
  expect(
    formatSql(
      "select id, total from orders o left join users u on u.id = o.user_id where o.state = 'paid' and o.total > ? order by id limit 5",
    ),
  ).toBe(
    [
      'select id, total',
      'from orders o',
      '  left join users u on u.id = o.user_id',
      "where o.state = 'paid'",
      '  and o.total > ?',
      'order by id',
      'limit 5',
    ].join('\n'),
  )
})

it.each([
  ["INSERT INTO t (a, b) VALUES (?, 'from where')", "INSERT INTO t (a, b)\nVALUES (?, 'from where')"],
  [
    'UPDATE t SET a = 1 WHERE at BETWEEN 1 AND 5 AND b = 2',
    'UPDATE t\nSET a = 1\nWHERE at BETWEEN 1 AND 5\n  AND b = 2',
  ],
  ['SELECT * FROM (SELECT a FROM b) AS x', 'SELECT *\nFROM (SELECT a FROM b) AS x'],
  ['SELECT 1 -- from here', 'SELECT 1 -- from here'],
  ['SELECT selected, fromage FROM limits', 'SELECT selected, fromage\nFROM limits'],
  ['already\n  laid out', 'already\n  laid out'],
])('%s', (sql, lines) => {
  expect(formatSql(sql)).toBe(lines)
})

it('changes nothing but white space', () => {
  const sql = "SELECT   a,b FROM t WHERE x IN (1, 2) AND y = 'it''s' OR z IS NULL"
  const bare = (text: string) => text.replace(/\s+/g, '')
  expect(bare(formatSql(sql))).toBe(bare(sql))
})
