import { defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { expect, it } from 'vitest'
import { XRayPropagator } from './xray-propagator.ts'

const propagator = new XRayPropagator()
const extract = (value: string) => propagator.extract(ROOT_CONTEXT, { 'x-amzn-trace-id': value }, defaultTextMapGetter)
const header = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'

it('reads the header into ids and writes them back', () => {
  const context = extract(header)
  expect(trace.getSpanContext(context)).toMatchObject({
    traceId: '5759e988bd862e3fe1be46a994272793',
    spanId: '53995c3f42cd8ad8',
    traceFlags: 1,
  })
  const carrier: Record<string, string> = {}
  propagator.inject(context, carrier, defaultTextMapSetter)
  expect(carrier).toEqual({ 'x-amzn-trace-id': header })
})

it('reads past what a load balancer added, in any case and order', () => {
  const behind =
    'Self=1-67891234-12456789abcdef012345678; sampled = 1;Lineage=1:a87bd80c:0;PARENT=53995C3F42CD8AD8; Root=1-5759e988-bd862e3fe1be46a994272793'
  expect(trace.getSpanContext(extract(behind))).toEqual(trace.getSpanContext(extract(header)))
})

it('carries "not sampled" on', () => {
  expect(trace.getSpanContext(extract(header.replace('Sampled=1', 'Sampled=0')))?.traceFlags).toBe(0)
})

it.each([
  '',
  'Root=nonsense;Parent=53995c3f42cd8ad8',
  'Root=1-5759e988-bd862e3fe1be46a994272793',
  'Parent=53995c3f42cd8ad8',
])('begins a trace of its own for %j', (value) => {
  expect(trace.getSpanContext(extract(value))).toBeUndefined()
})
