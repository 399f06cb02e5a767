import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLive } from '../live.ts'
import { type MessageKey, t } from '../messages/index.ts'
import { sourcesQuery } from '../queries.ts'
import { Header } from './Header.tsx'
import { isTyping } from './is-typing.ts'
import { Notices } from './Notices.tsx'
import { PaletteHost } from './palette/PaletteHost.tsx'
import { useCommonSearch } from './use-common-search.ts'
import { isLive } from './window.ts'

const HelpSheet = lazy(() => import('./HelpSheet.tsx'))

export function Shell() {
  const search = useCommonSearch()
  const sources = useQuery(sourcesQuery())
  const live = useLive(isLive(search), search.source)
  const [help, setHelp] = useState(false)
  const pathname = useRouterState({ select: (state) => state.location.pathname })

  useEffect(() => {
    document.title = t('shell.title', { page: t(titleOf(pathname)) })
  }, [pathname])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      setHelp(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:rounded-md focus:bg-surface focus:p-2"
      >
        {t('shell.skip')}
      </a>
      <Header sources={sources.data} live={live} onHelp={() => setHelp(true)} />
      <Notices sources={sources.data} />
      <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none" key={pathname.split('/')[1]}>
        <Outlet />
      </main>
      <PaletteHost onHelp={() => setHelp(true)} />
      {help && (
        <Suspense fallback={null}>
          <HelpSheet onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  )
}

function titleOf(pathname: string): MessageKey {
  if (pathname.startsWith('/traces')) return 'shell.nav.traces'
  if (pathname.startsWith('/services')) return 'shell.nav.services'
  if (pathname.startsWith('/sampling')) return 'shell.nav.sampling'
  if (pathname.startsWith('/users')) return 'shell.nav.users'
  if (pathname.startsWith('/add')) return 'add.title'
  return pathname.startsWith('/doctor') ? 'shell.nav.doctor' : 'shell.nav.map'
}
