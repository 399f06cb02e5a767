import { type Json, list, ok, refuse } from '../kit/http-answer.ts'
import { joinShop, placesKnown, ready } from '../kit/join.ts'
import { annotate, step } from '../kit/segment.ts'
import { query } from '../kit/sql.ts'
import { type Route, serveTraced } from '../kit/traced-server.ts'
import { work } from '../kit/work.ts'

type Row = { id: number; sku: string; name: string; category: string; cents: number }

const columns = 'id, sku, name, category, cents'

const routes: Route[] = [
  {
    method: 'GET',
    path: /^\/products$/,
    handle: async ({ query: search }) => {
      const words = search.get('q') ?? ''
      const category = search.get('category') ?? ''
      annotate({ search: words !== '' })
      // A regular expression from the search box goes to Postgres as it is: "c++" is one of those bugs that live for years.
      const rows = words
        ? await query<Row>(`SELECT ${columns} FROM product WHERE listed AND name ~* $1 ORDER BY cents LIMIT 12`, [
            words,
          ])
        : await query<Row>(`SELECT ${columns} FROM product WHERE listed AND category = $1 ORDER BY sku LIMIT 12`, [
            category,
          ])
      await step('rank results', () => work(3 + rows.length / 4))
      return ok(list(rows as Json))
    },
  },
  {
    method: 'GET',
    path: /^\/products\/(\d+)$/,
    handle: async ({ parameter }) => {
      const [row] = await query<Row>(`SELECT ${columns} FROM product WHERE id = $1 AND listed`, [Number(parameter)])
      return row ? ok(row as Json) : refuse(404, `no product ${parameter}`)
    },
  },
  {
    method: 'GET',
    path: /^\/featured$/,
    handle: async () => {
      const [rows, counts] = await Promise.all([
        query<Row>(`SELECT ${columns} FROM product WHERE listed ORDER BY md5(sku) LIMIT 8`),
        query<{ category: string; n: number }>(
          'SELECT category, count(*)::int AS n FROM product WHERE listed GROUP BY category',
        ),
      ])
      return ok({ products: rows as Json, categories: counts as Json })
    },
  },
]

joinShop()
await placesKnown(['database'])
ready({ catalog: await serveTraced('catalog', routes) })
