/** A link that names a view and nothing else becomes the whole address, before anything is drawn. */
import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { viewQuery } from '../../../queries.ts'
import { type SearchOf, takenBy } from '../../../search.ts'
import { isSilent, isViewId, searchOfView } from './members.ts'

export async function expandView(search: SearchOf<'/map'>, queries: QueryClient): Promise<void> {
  if (!isViewId(search.view) || !isSilent(search)) return
  // A view that is gone is said on the page.
  const view = await queries.ensureQueryData(viewQuery(search.view)).catch(() => null)
  if (!view) return
  const whole = searchOfView(search, view.id, view.search)
  // A view that keeps nothing this page knows would lead to the same address again, and again.
  if (isSilent(takenBy('/map', whole))) return
  throw redirect({ to: '/map', search: () => whole, replace: true })
}
