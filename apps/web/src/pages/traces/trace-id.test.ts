import { expect, it } from 'vitest'
import { parseTraceId, w3cTraceId } from './trace-id.ts'

const id = '1-5759e988-bd862e3fe1be46a994272793'

it.each([
  [id],
  ['5759e988bd862e3fe1be46a994272793'],
  [`  ${id.toUpperCase()} `],
  [`"${id}"`],
  [`Root=${id};Parent=53995c3f42cd8ad8;Sampled=1`], // the X-Amzn-Trace-Id header
  [`X-Amzn-Trace-Id: Root=${id}`],
  ['00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01'], // traceparent
  [`https://example.org/xray/home?region=eu-west-1#/traces/${id}`],
  [`http://127.0.0.1:4000/traces/${id}?span=1`],
])('reads %s', (text) => {
  expect(parseTraceId(text)).toBe(id)
})

it.each([
  ['service("x")'],
  ['annotation[order] = "5759e988bd862e3fe1be46a994272793"'], // a filter that happens to hold an id
  ['5759e988bd862e3fe1be46a9942727'],
  ['5759e988bd862e3fe1be46a9942727931'],
  ['2-5759e988-bd862e3fe1be46a994272793'],
])('leaves %s alone', (text) => {
  expect(parseTraceId(text)).toBeNull()
})

it('writes the W3C form', () => {
  expect(w3cTraceId(id)).toBe('5759e988bd862e3fe1be46a994272793')
})
