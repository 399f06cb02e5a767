import { randomInt } from 'node:crypto'
import type { ViewReply, ViewsReply } from '@roentgen/contract'
import { shapes } from '@roentgen/contract'
import { z } from 'zod'
import { ApiError } from '../http/errors.ts'
import type { Held } from '../keep/index.ts'
import { type Context, routes, server } from '../routes/context.ts'

const kept = z.object({ views: z.array(shapes.viewReply) })
type Kept = z.output<typeof kept>

const mostViews = 200
const mostBytes = 4 * 1024 * 1024

const newId = (): string => `v${Array.from({ length: 10 }, () => randomInt(36).toString(36)).join('')}`

export function serveViews(context: Context): void {
  const serve = server(context)
  const { keep, now } = context
  const document = keep.document<Kept>({ name: 'views', schema: kept, initial: { views: [] }, mostBytes })
  // To the millisecond, and never twice the same: it says whether somebody has changed the view.
  const savedAfter = (before: number): number => Math.max(Math.round(now()) / 1000, before + 0.001)

  const reply = ({ value, problem }: Held<Kept>): ViewsReply => ({
    views: value.views
      .map(({ id, name, search, saved, pins }) => ({ id, name, search, saved, pins: pins.length }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)),
    kept: keep.kind,
    problem,
  })

  serve(routes.views, async () => reply(await document.read()))

  serve(routes.view, async ({ params }) => found((await document.read()).value, params.id))

  serve(routes.saveView, async ({ body }) => {
    const view: ViewReply = { ...body, id: newId(), saved: savedAfter(0) }
    await document.change(({ views }) => {
      if (views.length >= mostViews)
        throw new ApiError('BAD_REQUEST', `There are ${mostViews} views already: delete one first.`)
      freeName(views, view)
      return { views: [...views, view] }
    })
    return view
  })

  serve(routes.changeView, async ({ params, body: { saved, ...content } }) => {
    const { value } = await document.change(({ views }) => {
      const before = unchanged(found({ views }, params.id), saved)
      const view = { ...before, ...content, saved: savedAfter(before.saved) }
      freeName(views, view)
      return { views: views.map((one) => (one.id === view.id ? view : one)) }
    })
    return found(value, params.id)
  })

  serve(routes.deleteView, async ({ params, body }) =>
    reply(
      await document.change(({ views }) => {
        unchanged(found({ views }, params.id), body.saved)
        return { views: views.filter((one) => one.id !== params.id) }
      }),
    ),
  )
}

function found({ views }: Kept, id: string | undefined): ViewReply {
  const view = views.find((one) => one.id === id)
  if (!view) throw new ApiError('NOT_FOUND', 'There is no such view; it may have been deleted.')
  return view
}

function unchanged(view: ViewReply, saved: number): ViewReply {
  if (view.saved === saved) return view
  throw new ApiError('CONFLICT', 'Somebody else has changed this view meanwhile; nothing was overwritten.')
}

function freeName(views: readonly ViewReply[], { id, name }: ViewReply): void {
  const other = views.find((one) => one.id !== id && one.name.toLowerCase() === name.toLowerCase())
  if (other) throw new ApiError('CONFLICT', `There is already a view named ${other.name}.`)
}
