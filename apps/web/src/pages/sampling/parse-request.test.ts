import { describe, expect, it } from 'vitest'
import { parseRequest } from './parse-request.ts'

describe('a pasted request', () => {
  it.each([
    ['/orders/7?x=1', { urlPath: '/orders/7', withQuery: '/orders/7?x=1' }],
    ['https://api.example.com:8443/orders', { host: 'api.example.com:8443', urlPath: '/orders' }],
    ['api.example.com/orders', { host: 'api.example.com', urlPath: '/orders' }],
    ['post https://a.example/', { httpMethod: 'POST', host: 'a.example', urlPath: '/' }],
    [
      'PUT /cart HTTP/1.1\r\nHost: shop.example\r\nX-Tier: gold\r\n\r\nnot: a header',
      {
        httpMethod: 'PUT',
        host: 'shop.example',
        urlPath: '/cart',
        attributes: { Host: 'shop.example', 'X-Tier': 'gold' },
      },
    ],
    [
      `curl -sS 'https://a.example/b?c=d' \\\n  -H 'X-Tier: gold' -d '{"e": "f"}'`,
      { httpMethod: 'POST', host: 'a.example', urlPath: '/b', withQuery: '/b?c=d', attributes: { 'X-Tier': 'gold' } },
    ],
    ['curl --request DELETE "http://a.example/x y"', { httpMethod: 'DELETE', host: 'a.example', urlPath: '/x%20y' }],
    ['curl a.example', { httpMethod: 'GET', host: 'a.example' }],
  ])('%j', (text, expected) => {
    expect(parseRequest(text)).toMatchObject(expected)
  })

  it.each(['', '   ', 'hello', 'curl', 'GET', 'http://'])('%j is none', (text) => {
    expect(parseRequest(text)).toBeNull()
  })
})
