/** A link that names a view and nothing else becomes the whole address, before anything is drawn. */
import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { viewQuery } from '../../../queries.ts'
import type { SearchOf } from '../../../search.ts'
import { isSilent, isViewId, membersOf, searchOfView } from './members.ts'

export async function expandView(search: SearchOf<'/map'>, queries: QueryClient): Promise<void> {
  if (!isViewId(search.view) || !isSilent(search)) return
  // A view that is gone is said on the page.
  const view = await queries.ensureQueryData(viewQuery(search.view)).catch(() => null)
  if (!view || Object.keys(membersOf(view.search)).length === 0) return
  throw redirect({ to: '/map', search: () => searchOfView(search, view.id, view.search), replace: true })
}
