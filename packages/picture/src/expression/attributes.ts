/** The words of the language: what can be asked of a service and of a call, and in which units. */
import { families } from '../kind-family.ts'
import { nodeKinds } from '../node-kind.ts'

export const measures = ['p50', 'p95', 'p99', 'rate', 'requests', 'fault%', 'error%', 'throttle%'] as const
export type Measure = (typeof measures)[number]

export const textAttributes = ['name', 'kind', 'type', 'account', 'region', 'owner', 'team', 'domain'] as const
export type TextAttribute = (typeof textAttributes)[number]

export const flags = ['unwell', 'inferred', 'entry', 'alone'] as const
export type Flag = (typeof flags)[number]

/** What a call has of its own; the rest is asked of its ends. */
export const callTexts = ['kind'] as const satisfies readonly TextAttribute[]
export const callFlags = ['unwell'] as const satisfies readonly Flag[]
export const callKinds = ['call', 'client', 'link'] as const

export const isMeasure = (word: string): word is Measure => (measures as readonly string[]).includes(word)
export const isTextAttribute = (word: string): word is TextAttribute =>
  (textAttributes as readonly string[]).includes(word)
export const isFlag = (word: string): word is Flag => (flags as readonly string[]).includes(word)

/** What `kind =` takes: families, and single kinds that are no family's name. */
export const kindNames: readonly string[] = [
  ...families,
  ...nodeKinds.filter((kind) => kind !== 'group' && !(families as readonly string[]).includes(kind)),
]

export type Dimension = 'duration' | 'rate' | 'share' | 'count'

export const dimensionOf = (measure: Measure): Dimension =>
  measure === 'rate' ? 'rate' : measure === 'requests' ? 'count' : measure.endsWith('%') ? 'share' : 'duration'

/** Factors to seconds, to requests a minute, to shares. Only a duration needs its unit: of 500 nobody can tell what it is of. */
export const units: Readonly<Record<Dimension, Readonly<Record<string, number>>>> = {
  duration: { ms: 1e-3, s: 1, min: 60, h: 3600, us: 1e-6, µs: 1e-6, m: 60 },
  rate: { '/min': 1, '/s': 60, '/h': 1 / 60 },
  share: { '%': 0.01 },
  count: {},
}

/** Without a unit; null: it needs one. */
export const bareUnit: Readonly<Record<Dimension, number | null>> = { duration: null, rate: 1, share: 0.01, count: 1 }

/** What a completion offers where nothing is written yet. */
export const samples: Readonly<Record<Dimension, readonly string[]>> = {
  duration: ['100ms', '500ms', '1s', '5s'],
  rate: ['1/min', '10/min', '100/min'],
  share: ['1%', '5%', '50%'],
  count: ['1', '30', '1000'],
}
