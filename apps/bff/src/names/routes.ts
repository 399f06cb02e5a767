import { type Context, routes, server } from '../routes/context.ts'
import { mark } from '../routes/marks.ts'

export function serveNames(context: Context): void {
  const serve = server(context)
  serve(routes.names, () => context.names.reply())
  serve(routes.setName, async ({ body }) => {
    const reply = await context.names.set(body)
    await mark(context, { kind: 'names', did: 'changed', subject: body.match.name })
    return reply
  })
}
