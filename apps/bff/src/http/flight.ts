/** Equal questions at the same time are asked once. */
export type Flight = {
  <T>(key: string, ask: () => Promise<T>): Promise<T>
  /** Something was changed: who asks from now on gets no answer from before. */
  readonly forget: () => void
}

/**
 * Who asks within `shareMs` of the start of an equal question gets its answer, in flight or landed; later ones ask anew, even while
 * an older one is still under way: an answer is never based on a reading older than `shareMs` before the question.
 */
export function singleFlight(shareMs: number, now: () => number = () => performance.now()): Flight {
  const flights = new Map<string, { readonly startedMs: number; readonly answer: Promise<unknown> }>()
  const fly = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const flying = flights.get(key)
    if (flying && now() - flying.startedMs < shareMs) return flying.answer as Promise<T>
    const flight = { startedMs: now(), answer: ask() }
    flights.set(key, flight)
    const leave = (): void => {
      if (flights.get(key) === flight) flights.delete(key)
    }
    // A failure is not shared with those who come after it; an answer is forgotten when its time is over.
    flight.answer.then(() => setTimeout(leave, Math.max(0, shareMs - (now() - flight.startedMs))).unref(), leave)
    return flight.answer
  }
  return Object.assign(fly, { forget: () => flights.clear() })
}
