import { expect, it } from 'vitest'
import { settingsFrom } from './settings.ts'

it.each([
  ['alone, the usual ports', {}, '127.0.0.1:2000', 'http://127.0.0.1:4318/v1/traces'],
  ['an address', { ROENTGEN_XRAY: '127.0.0.1:2100' }, '127.0.0.1:2100', 'http://127.0.0.1:4318/v1/traces'],
  [
    'what the command hands down',
    { ROENTGEN_XRAY_URL: 'http://127.0.0.1:4100', ROENTGEN_OTLP_HTTP_URL: 'http://127.0.0.1:4319' },
    '127.0.0.1:4100',
    'http://127.0.0.1:4319/v1/traces',
  ],
  // The Node SDK cannot read IPv6 literals: it splits at the colon.
  ['a service on all addresses', { ROENTGEN_XRAY: '[::]:2000' }, '127.0.0.1:2000', 'http://127.0.0.1:4318/v1/traces'],
  [
    'OTLP port was taken: the X-Ray port takes it',
    { ROENTGEN_XRAY_PORT: '2001', ROENTGEN_OTLP_HTTP_URL: '' },
    '127.0.0.1:2001',
    'http://127.0.0.1:2001/v1/traces',
  ],
])('%s', (_, env, daemon, otlpUrl) => {
  expect(settingsFrom(env)).toMatchObject({ daemon, otlpUrl })
})

it('keeps its pace when the environment holds nonsense', () => {
  expect(settingsFrom({ ROENTGEN_SHOP_RATE: 'fast', ROENTGEN_SHOP_PACE: '' })).toMatchObject({
    requestsPerSecond: 3,
    pace: 1,
  })
})
