import { describe, expect, it } from 'vitest'
import { guardFor } from './guard.ts'

describe('on loopback', () => {
  const guard = guardFor('127.0.0.1')
  it.each([
    ['127.0.0.1:2000', undefined, true],
    ['localhost:2000', undefined, true],
    ['[::1]:2000', undefined, true],
    ['app.localhost:2000', undefined, true],
    ['127.0.0.1:2000', 'http://localhost:4000', true],
    ['evil.example:2000', undefined, false], // DNS rebinding
    ['127.0.0.1.evil.example', undefined, false],
    ['10.0.0.5:2000', undefined, false],
    ['127.0.0.1:2000', 'https://evil.example', false], // a page that posts to us
    ['127.0.0.1:2000', 'null', false], // a sandboxed frame or a file
    [undefined, undefined, false],
  ])('host %s, origin %s', (host, origin, pass) => {
    expect(guard({ host, origin }) === null).toBe(pass)
  })
})

describe('beyond loopback', () => {
  const guard = guardFor('0.0.0.0')
  it.each([
    ['10.0.0.5:2000', undefined, true],
    ['roentgen:2000', undefined, true],
    ['host.docker.internal:2000', undefined, true], // an SDK in a container
    ['10.0.0.5:2000', 'http://10.0.0.5:4000', true],
    ['10.0.0.5:2000', 'http://203.0.113.9', false], // a foreign page without a name
    ['internal.evil.example', undefined, false],
    ['evil.example:2000', undefined, false],
    ['10.0.0.5:2000', 'https://evil.example', false],
  ])('host %s, origin %s', (host, origin, pass) => {
    expect(guard({ host, origin }) === null).toBe(pass)
  })
})
