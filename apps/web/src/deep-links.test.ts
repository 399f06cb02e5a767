import { describe, expect, it } from 'vitest'
import { consoleLink } from './deep-links.ts'

const id = '1-58406520-a006649127e371903a2de979'

describe('links of the AWS console', () => {
  it.each([
    [`#/traces/${id}`, `/traces/${id}`],
    [`#/traces/${id.toUpperCase()}`, `/traces/${id}`],
    [`xray:traces/${id}`, `/traces/${id}`],
    ['#/service-map?timeRange=PT1H', '/map?from=now-1h&to=now'],
    ['#/service-map', '/map'],
    ['#/traces?timeRange=P1DT12H', '/traces?from=now-36h&to=now'],
    [
      '#/traces?timeRange=2017-01-15T13:02:00~2017-01-15T13:04:00',
      '/traces?from=2017-01-15T13%3A02%3A00Z&to=2017-01-15T13%3A04%3A00Z',
    ],
    ['#/traces?filter=service(%22api.example.com%22)', '/traces?filter=service%28%22api.example.com%22%29'],
    // What cannot be read is left to the page's default.
    ['#/traces?timeRange=yesteryear', '/traces'],
    ['#/traces/not-an-id', '/traces'],
  ])('%s opens %s', (hash, path) => expect(consoleLink(hash)).toBe(path))

  it.each(['', '#', '#main', '#/settings'])('%j is none of them', (hash) => expect(consoleLink(hash)).toBeNull())
})
