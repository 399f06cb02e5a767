import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { mayPass } from './errors.ts'
import { makeRouter } from './router.tsx'
import { parseSearch } from './search-text.ts'
import { noteBadParameters } from './shell/bad-parameters.ts'
import { followLanguage } from './shell/use-language.ts'
import { watchTheme } from './theme/theme.ts'
import './theme/styles.css'

watchTheme()
// The router rewrites the address with what it could read; so the unreadable members are noted first.
noteBadParameters(window.location)

// Before the first word is drawn.
await followLanguage(parseSearch(window.location.search).lang)

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 3 && mayPass(error),
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5_000),
    },
  },
})
const router = makeRouter(queries)

const host = document.getElementById('root')
if (!host) throw new Error('index.html has no #root')
createRoot(host).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
