/** What no rule wanted: annotations where the span asks for them, metadata otherwise (facts 10.3, last paragraph). */
import type { Attributes, PlainValue } from './attributes.ts'

type Extras = {
  readonly annotations: Record<string, string | number | boolean>
  readonly metadata: Record<string, Record<string, PlainValue>>
}

const metadataPrefix = 'aws.xray.metadata.'

const annotationKey = (key: string) => key.replace(/[^A-Za-z0-9_.]/g, '_')

export function annotationsAndMetadata(attributes: Attributes, resource: Attributes | null): Extras {
  const wanted = new Set(attributes.list('aws.xray.annotations') ?? [])
  const annotations: Extras['annotations'] = {}
  const metadata: Extras['metadata'] = {}
  const keep = (namespace: string, key: string, value: PlainValue) => {
    metadata[namespace] = { ...metadata[namespace], [key]: value }
  }
  for (const [key, value] of attributes.rest()) {
    const own = key.startsWith(metadataPrefix) ? parsedObject(value) : null
    if (own !== null) metadata[key.slice(metadataPrefix.length)] = own
    else if (wanted.has(key) && isScalar(value)) annotations[annotationKey(key)] = value
    else keep('default', key, value)
  }
  for (const [key, value] of resource?.entries() ?? []) {
    if (wanted.has(`otel.resource.${key}`) && isScalar(value))
      annotations[annotationKey(`otel.resource.${key}`)] = value
    else keep('default', `otel.resource.${key}`, value)
  }
  return { annotations, metadata }
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
