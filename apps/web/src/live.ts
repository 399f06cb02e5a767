/** Server-sent events into fresh pages: something arrived, so what depends on it is asked again, at most every two seconds. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

export type LiveState = 'off' | 'connecting' | 'open' | 'lost'

const pauseMs = 2000

/** Runs `work` at once, then at most once per pause; calls in between lead to one more at its end. */
export function throttled(work: () => void, ms: number): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null
  let again = false
  const run = () => {
    again = false
    work()
    timer = setTimeout(() => {
      timer = null
      if (again) run()
    }, ms)
  }
  return {
    call: () => {
      if (timer === null) run()
      else again = true
    },
    cancel: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

export function useLive(on: boolean, source: string | undefined): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => {
    if (!on) return
    setState('connecting')
    const refresh = throttled(() => {
      // A hidden page asks once, when it is looked at again.
      if (document.hidden) return
      void client.invalidateQueries({ predicate: (query) => query.meta?.live === true }, { cancelRefetch: false })
    }, pauseMs)
    const events = new EventSource(source ? `/api/events?source=${encodeURIComponent(source)}` : '/api/events')
    events.onopen = () => setState('open')
    events.onerror = () => setState('lost')
    events.onmessage = refresh.call
    events.addEventListener('arrived', refresh.call)
    document.addEventListener('visibilitychange', refresh.call)
    return () => {
      document.removeEventListener('visibilitychange', refresh.call)
      events.close()
      refresh.cancel()
    }
  }, [on, source, client])
  return on ? state : 'off'
}
