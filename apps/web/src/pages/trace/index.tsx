import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { OnState } from './state.ts'
import { TraceView } from './TraceView.tsx'

export function Component() {
  const { id } = useParams({ from: '/traces/$id' })
  const search = useSearch({ from: '/traces/$id' })
  const navigate = useNavigate({ from: '/traces/$id' })
  const onState = useCallback<OnState>(
    (change, options) => {
      void navigate({
        search: (before) => ({ ...before, ...change }),
        replace: options?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  return <TraceView key={id} id={id} source={search.source} tz={search.tz} state={search} onState={onState} />
}
