/** Routes, their search parameters and their pages. Pages come in chunks of their own; the map's carries Cytoscape. */
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type SearchMiddleware,
} from '@tanstack/react-router'
import { consoleLink } from './deep-links.ts'
import { firstPictureOf, hasGraph } from './first-picture.ts'
import { speakTechnically } from './messages/index.ts'
import { graphQuery, pictureQuery, windowOf } from './queries.ts'
import { carried, type PagePath, takenBy, validatorOf } from './search.ts'
import { type FlatSearch, parseSearch, stringifySearch } from './search-text.ts'
import { NotFound } from './shell/NotFound.tsx'
import { PageFailed } from './shell/PageFailed.tsx'
import { Spoken } from './shell/Spoken.tsx'
import { followLanguage } from './shell/use-language.ts'

/** Source, window, filter and whatever nobody knows go along to the next page; a link that names them (even as undefined) decides. */
const carry: SearchMiddleware<FlatSearch> = ({ search, next }) => {
  const asked = next(search)
  return { ...carried(search), ...asked }
}

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Spoken,
  notFoundComponent: NotFound,
  search: { middlewares: [carry] },
  beforeLoad: async ({ location, preload }) => {
    const link = consoleLink(location.hash)
    if (link) throw redirect({ href: link, replace: true })
    if (preload) return
    const { lang, words } = location.search as FlatSearch
    speakTechnically(words === 'technical')
    await followLanguage(lang)
  },
})

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/map', replace: true })
  },
})

const search = <P extends PagePath>(page: P) => ({ validateSearch: validatorOf(page) })

const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  ...search('/map'),
  beforeLoad: async ({ cause, search: { view }, search: asked, context: { queries } }) => {
    // On the page already, a member that is switched off stays off.
    if (cause !== 'stay' && view?.startsWith('v'))
      await (await import('./pages/map/views/expand.ts')).expandView(asked, queries)
  },
  // What is shown first is asked for while the page's own code is still on its way.
  loaderDeps: ({ search: asked }) => windowOf(asked),
  loader: ({ context: { queries }, deps, location, cause }) => {
    const first = cause === 'stay' || hasGraph(queries) ? null : firstPictureOf(takenBy('/map', location.search))
    if (first) void queries.prefetchQuery(pictureQuery(first))
    else void queries.prefetchQuery(graphQuery(deps))
  },
  component: lazyRouteComponent(() => import('./pages/map/index.tsx'), 'Component'),
})
const services = createRoute({
  getParentRoute: () => root,
  path: '/services',
  ...search('/services'),
  component: lazyRouteComponent(() => import('./pages/services/index.tsx'), 'Component'),
})
const traces = createRoute({
  getParentRoute: () => root,
  path: '/traces',
  ...search('/traces'),
  component: lazyRouteComponent(() => import('./pages/traces/index.tsx'), 'Component'),
})
const trace = createRoute({
  getParentRoute: () => root,
  path: '/traces/$id',
  ...search('/traces/$id'),
  component: lazyRouteComponent(() => import('./pages/trace/index.tsx'), 'Component'),
})
const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  ...search('/users'),
  component: lazyRouteComponent(() => import('./pages/users/index.tsx'), 'Component'),
})
const sampling = createRoute({
  getParentRoute: () => root,
  path: '/sampling',
  ...search('/sampling'),
  component: lazyRouteComponent(() => import('./pages/sampling/index.tsx'), 'Component'),
})
const doctor = createRoute({
  getParentRoute: () => root,
  path: '/doctor',
  ...search('/doctor'),
  component: lazyRouteComponent(() => import('./pages/doctor/index.tsx'), 'Component'),
})

const add = createRoute({
  getParentRoute: () => root,
  path: '/add',
  ...search('/add'),
  component: lazyRouteComponent(() => import('./pages/add/index.tsx'), 'Component'),
})

const routeTree = root.addChildren([index, map, services, traces, trace, users, sampling, doctor, add])

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    context: { queries },
    defaultPreload: 'intent',
    // Pages ask through TanStack Query, which knows what is fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: PageFailed,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
