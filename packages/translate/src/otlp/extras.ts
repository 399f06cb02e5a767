/** What no rule wanted: annotations where the span asks for them, metadata otherwise (facts 10.3, last paragraph). */
import type { TranslateOptions } from '../translation.ts'
import type { Attributes, PlainValue } from './attributes.ts'

export type Extras = {
  readonly annotations: Record<string, string | number | boolean>
  readonly metadata: Record<string, Record<string, PlainValue>>
}

const metadataPrefix = 'aws.xray.metadata.'

const annotationKey = (key: string) => key.replace(/[^A-Za-z0-9_.]/g, '_')

/** `resource`: null on subsegments, which leave it to their segment. `notes`: what OTLP says of a span outside of its attributes. */
export function annotationsAndMetadata(
  attributes: Attributes,
  resource: Attributes | null,
  indexed: TranslateOptions['indexed'],
  notes: readonly (readonly [string, PlainValue])[] = [],
): Extras {
  const named = new Set(attributes.list('aws.xray.annotations') ?? [])
  const wanted = (key: string) => named.has(key) || indexed === 'all' || indexed?.has(key) === true
  const annotations = new Map<string, string | number | boolean>()
  const metadata = new Map<string, Map<string, PlainValue>>()
  const keep = (namespace: string, key: string, value: PlainValue) => {
    const block = metadata.get(namespace) ?? new Map<string, PlainValue>()
    metadata.set(namespace, block.set(key, value))
  }
  const place = (key: string, value: PlainValue) => {
    if (wanted(key) && isScalar(value)) annotations.set(annotationKey(key), value)
    else keep('default', key, value)
  }
  const left = new Set(attributes.rest().map(([key]) => key))
  for (const [key, value] of attributes.entries()) {
    // Asked for by name: shown again even where a rule has used it.
    if (!left.has(key)) {
      if (indexed !== 'all' && wanted(key) && isScalar(value)) annotations.set(annotationKey(key), value)
      continue
    }
    const own = key.startsWith(metadataPrefix) ? parsedObject(value) : null
    if (own === null) place(key, value)
    else for (const [name, member] of Object.entries(own)) keep(namespaceOf(key), name, member)
  }
  for (const [key, value] of resource?.entries() ?? []) place(`otel.resource.${key}`, value)
  for (const [key, value] of notes) keep('default', key, value)
  return {
    annotations: Object.fromEntries(annotations),
    metadata: Object.fromEntries([...metadata].map(([name, block]) => [name, Object.fromEntries(block)])),
  }
}

function namespaceOf(key: string): string {
  const name = key.slice(metadataPrefix.length)
  return name.toLowerCase() === 'default' ? 'default' : name
}

const isScalar = (value: PlainValue): value is string | number | boolean => value !== null && typeof value !== 'object'

function parsedObject(value: PlainValue): Record<string, PlainValue> | null {
  if (typeof value !== 'string') return null
  try {
    const parsed: unknown = JSON.parse(value)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null
    // JSON.parse makes nothing but plain values.
    return parsed as Record<string, PlainValue>
  } catch {
    return null
  }
}
