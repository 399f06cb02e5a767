import { complete } from '@roentgen/filter'
import { expect, it } from 'vitest'
import { strictFor } from './strict-for.ts'

const sources = {
  sources: [
    { id: 'own', kind: 'own' as const, label: 'This Roentgen' },
    { id: 'aws:eu-west-1', kind: 'aws' as const, label: 'eu-west-1' },
    { id: 'xray:http://there', kind: 'xray' as const, label: 'there' },
  ],
  current: 'own',
  version: '1',
  endpoints: { daemon: null, xray: null, otlpHttp: null, otlpGrpc: null },
  shop: false,
  sampleHistory: null,
}
const offered = (id?: string) => {
  const strict = strictFor(sources, id)
  const labels = (text: string) => complete(text, text.length, {}, { strict }).options.map(({ label }) => label)
  return { in: labels('user ').includes('IN'), afterNot: labels('NOT ').includes('fault') }
}

it('offers what the source takes', () => {
  expect(offered()).toEqual({ in: true, afterNot: true })
  expect(offered('aws:eu-west-1')).toEqual({ in: false, afterNot: false })
  expect(offered('xray:http://there')).toEqual({ in: false, afterNot: true })
  expect(strictFor(undefined, undefined)).toBe(true)
})
