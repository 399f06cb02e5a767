import { describe, expect, it } from 'vitest'
import { parseBytes, parseOptions, UsageError } from './options.ts'

describe('options', () => {
  it('has the documented defaults', () => {
    expect(parseOptions([], {}, '/home/me')).toEqual({
      host: '127.0.0.1',
      webPort: 4000,
      xrayPort: 2000,
      otlpHttpPort: 4318,
      otlpGrpcPort: 4317,
      otlpIndexed: '',
      data: '/home/me/.roentgen',
      clickhouse: null,
      source: 'own',
      config: null,
      insecure: false,
      retentionDays: 30,
      retentionBytes: null,
      history: 24,
      shift: '',
    })
  })

  it('lets a flag win over the environment', () => {
    const options = parseOptions(['--web-port', '0'], { ROENTGEN_WEB_PORT: '5000', ROENTGEN_XRAY_PORT: '2001' }, '/')
    expect([options.webPort, options.xrayPort]).toEqual([0, 2001])
  })

  it.each([
    [['--web-port', '70000'], /port from 0 to 65535/],
    [['--wep-port', '1'], /wep-port/],
    [['--retention-bytes', 'much'], /size such as 20GB/],
    [['--history', 'x'], /takes a number/],
    [['up'], /up/],
  ])('refuses %j in words', (args, message) => {
    expect(() => parseOptions(args, {}, '/')).toThrow(UsageError)
    expect(() => parseOptions(args, {}, '/')).toThrow(message)
  })

  it.each([
    ['20GB', 20e9],
    ['512MiB', 512 * 1024 * 1024],
    ['1000', 1000],
    ['1.5k', 1500],
    ['-1', null],
  ])('reads %s', (text, bytes) => expect(parseBytes(text)).toBe(bytes))
})
