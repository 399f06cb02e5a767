/** A page's state is its address. The router takes a moment over an address; the next key may come before it is done. */
import { startTransition, useCallback, useRef, useState } from 'react'
import type { OnState, TraceState } from './state.ts'

/** The state as the reader has made it: what is on its way to the address counts already. */
export function useStateAhead<S extends TraceState>(
  search: S,
  go: (change: TraceState, replace: boolean) => Promise<void>,
): { readonly state: S; readonly onState: OnState } {
  const [ahead, setAhead] = useState<TraceState>({})
  const newest = useRef(0)
  const onState = useCallback<OnState>(
    (change, options) => {
      newest.current += 1
      const mine = newest.current
      setAhead((before) => ({ ...before, ...change }))
      // Arrived, or given up: from then on the address says it. As a transition, for the router shows it in one.
      const done = () => mine === newest.current && startTransition(() => setAhead({}))
      go(change, options?.replace ?? false).then(done, done)
    },
    [go],
  )
  return { state: { ...search, ...ahead }, onState }
}
