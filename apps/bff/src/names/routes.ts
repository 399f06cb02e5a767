import { type Context, routes, server } from '../routes/context.ts'

export function serveNames(context: Context): void {
  const serve = server(context)
  serve(routes.names, () => context.names.reply())
  serve(routes.setName, ({ body }) => context.names.set(body))
}
