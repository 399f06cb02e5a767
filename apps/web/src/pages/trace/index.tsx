import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { TraceState } from './state.ts'
import { TraceView } from './TraceView.tsx'
import { useStateAhead } from './use-state-ahead.ts'

export function Component() {
  const { id } = useParams({ from: '/traces/$id' })
  const search = useSearch({ from: '/traces/$id' })
  const navigate = useNavigate({ from: '/traces/$id' })
  const go = useCallback(
    (change: TraceState, replace: boolean) =>
      navigate({ search: (before) => ({ ...before, ...change }), replace, resetScroll: false }),
    [navigate],
  )
  const { state, onState } = useStateAhead(search, go)
  return <TraceView key={id} id={id} source={search.source} tz={search.tz} state={state} onState={onState} />
}
