/** What the page one is on can do, for the palette: pages offer while they are mounted. */
import { useEffect } from 'react'

export type Offer = {
  readonly id: string
  readonly label: string
  /** Other words somebody may look for. */
  readonly also?: readonly string[]
  readonly run: () => void
}

type Source = () => readonly Offer[]

const sources = new Set<Source>()

/** `make` is asked when the palette opens: keep it from one drawing to the next (`useCallback`). */
export function useOffers(make: Source): void {
  useEffect(() => {
    sources.add(make)
    return () => {
      sources.delete(make)
    }
  }, [make])
}

export const offers = (): Offer[] => [...sources].flatMap((make) => make())
