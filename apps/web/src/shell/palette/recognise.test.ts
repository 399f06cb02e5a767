import { describe, expect, it } from 'vitest'
import { recognise } from './recognise.ts'

const id = '1-58406520-a006649127e371903a2de979'
const hex = '58406520a006649127e371903a2de979'
const here = 'http://127.0.0.1:4000'
const trace = { kind: 'trace', id }
const link = (href: string) => ({ kind: 'link', href })

describe('what is recognised', () => {
  it.each([
    [id, trace],
    [id.toUpperCase(), trace],
    [` ${hex} `, trace],
    [hex.toUpperCase(), trace],
    [`Root=${id};Parent=53995c3f42cd8ad8;Sampled=1`, trace],
    [`00-${hex}-53995c3f42cd8ad8-01`, trace],
    // Roentgen's own links, from here and from elsewhere.
    [`${here}/traces/${id}`, trace],
    [`${here}/traces/${hex}?span=abc`, link(`/traces/${id}?span=abc`)],
    [`${here}/map?from=now-1h&node=orders`, link('/map?from=now-1h&node=orders')],
    [`${here}/doctor`, link('/doctor')],
    ['/users?affected=1', link('/users?affected=1')],
    ['https://roentgen.example/map?filter=fault', link('/map?filter=fault')],
    [`https://roentgen.example/traces/${id}`, trace],
    // The AWS console's.
    [`https://eu-west-1.console.aws.amazon.com/xray/home?region=eu-west-1#/traces/${id}`, trace],
    [`https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#xray:traces/${id}`, trace],
    ['https://console.aws.amazon.com/xray/home#/service-map?timeRange=PT1H', link('/map?from=now-1h&to=now')],
    ['#/traces?filter=fault', link('/traces?filter=fault')],
    // Any tool that has the id in its address.
    [`https://jaeger.example/trace/traces/${hex}`, trace],
  ])('%s', (text, found) => expect(recognise(text, here)).toEqual(found))

  it.each([
    '',
    'orders',
    '1-58406520-a006649127e371903a2de97',
    `${hex}0`,
    'https://github.com/users',
    'https://example.com/?q=1',
    'http://',
    'http://[',
    'javascript:alert(1)',
    '//evil.example/map?from=now-1h',
    '/nowhere',
    '#main',
    '/traces/not-an-id',
  ])('%j leads nowhere by itself', (text) => expect(recognise(text, here)).toBeNull())
})
