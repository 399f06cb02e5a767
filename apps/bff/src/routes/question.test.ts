import { describe, expect, it } from 'vitest'
import { makeClient } from '../source/aws/client.ts'
import { awsSource } from '../source/aws/source.ts'
import type { SourceKind } from '../source/port.ts'
import { filterOf } from './question.ts'

/** Nothing is asked of it. */
const client = makeClient({ kind: 'xray', url: 'http://127.0.0.1:9' })
const taken = (text: string, kind: SourceKind) =>
  filterOf(text, { ...awsSource({ id: kind, kind: 'xray', label: kind, client }), kind }).then(
    () => 'taken',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )

describe('a filter is read as its source would', () => {
  it.each([
    ['fault AND !error', 'taken', 'taken', 'taken'],
    ['NOT fault', 'taken', 'taken', 'BAD_FILTER'],
    ['user IN ("a", "b")', 'taken', 'BAD_FILTER', 'BAD_FILTER'],
    ['user NOT IN ("a", "b")', 'taken', 'BAD_FILTER', 'BAD_FILTER'],
    ['NOT user IN ("a", "b")', 'taken', 'BAD_FILTER', 'BAD_FILTER'],
    ['http.url MATCHES "a*"', 'taken', 'BAD_FILTER', 'BAD_FILTER'],
    ['duration > 300ms', 'taken', 'BAD_FILTER', 'BAD_FILTER'],
  ])('%s', async (text, own, xray, aws) => {
    expect([await taken(text, 'own'), await taken(text, 'xray'), await taken(text, 'aws')]).toEqual([own, xray, aws])
  })
})
