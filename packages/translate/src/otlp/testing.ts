/** Spans for tests, written short. */
import type { WireDocument } from '@roentgen/trace'
import protobuf from 'protobufjs'
import { expect } from 'vitest'
import { segmentsFromOtlp } from '../otlp.ts'
import type { TranslateOptions, Translation } from '../translation.ts'
import { definitions } from './definitions.ts'

export type Value = string | number | boolean | readonly string[]

const any = (value: Value): object =>
  typeof value === 'string'
    ? { stringValue: value }
    : typeof value === 'number'
      ? { intValue: String(value) }
      : typeof value === 'boolean'
        ? { boolValue: value }
        : { arrayValue: { values: value.map((one) => ({ stringValue: one })) } }

export const pairs = (values: Readonly<Record<string, Value>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value: any(value) }))

export const base = {
  traceId: '5759e988bd862e3fe1be46a994272793',
  spanId: '53995c3f42cd8ad8',
  startTimeUnixNano: '1763460012104000000',
  endTimeUnixNano: '1763460012516123000',
}

export const parentId = '1111111111111111'

export type Resource = Readonly<Record<string, Value>>

export const request = (
  span: object,
  resource: Resource = { 'service.name': 'shop' },
  options: TranslateOptions = {},
): Translation =>
  segmentsFromOtlp(
    { resourceSpans: [{ resource: { attributes: pairs(resource) }, scopeSpans: [{ spans: [{ ...base, ...span }] }] }] },
    options,
  )

export function one(span: object, resource?: Resource, options?: TranslateOptions): WireDocument {
  const { documents, rejected } = request(span, resource, options)
  expect(rejected).toEqual([])
  expect(documents).toHaveLength(1)
  return documents[0]!
}

/** A CLIENT span (or of that kind) below another, with these attributes. */
export const call = (attributes: Readonly<Record<string, Value>>, kind = 3, name = 'a span'): WireDocument =>
  one({ kind, name, parentSpanId: parentId, attributes: pairs(attributes) })

const root = new protobuf.Root()
for (const text of definitions) protobuf.parse(text, root)
const requestType = root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest')

/** A request in JSON's form as protobuf: ids in hex, where protobuf's own JSON has base64. */
export function encodeTraceRequest(request: object): Uint8Array {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, member]) =>
        ['traceId', 'spanId', 'parentSpanId'].includes(key) && typeof member === 'string'
          ? [key, Buffer.from(member, 'hex')]
          : [key, walk(member)],
      ),
    )
  }
  return requestType.encode(requestType.fromObject(Object(walk(request)))).finish()
}
