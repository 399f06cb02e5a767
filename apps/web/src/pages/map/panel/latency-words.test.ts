import { describe, expect, it } from 'vitest'
import { latencyWords } from './latency-words.ts'

const figures = (p50: number, p95: number, p99: number, histogram: [number, number][], total = 100) => ({
  latency: { p50, p95, p99 },
  histogram,
  counts: { ok: total, error: 0, throttle: 0, fault: 0, total, totalTime: 1 },
})

describe('percentiles in words', () => {
  it.each([
    [
      'apart',
      figures(0.1, 0.4, 0.9, [[0.1, 100]]),
      'Half were faster than 100 ms, 95 of 100 requests were faster than 400 ms, and 1 in 100 took longer than 900 ms.',
    ],
    ['all alike', figures(1.51, 1.51, 1.51, [[1.51, 100]]), 'Nearly all requests took about 1.51 s.'],
    [
      'printed alike, of neighbouring buckets',
      figures(1.508, 1.512, 1.512, [
        [1.508, 60],
        [1.512, 40],
      ]),
      'Nearly all requests took about 1.51 s.',
    ],
    [
      'a ceiling that half of them meet',
      figures(1.51, 1.51, 1.51, [
        [0.02, 45],
        [1.51, 55],
      ]),
      'The slower half of the requests took about 1.51 s.',
    ],
    [
      'alike but for the slowest',
      figures(1.51, 1.51, 9, [
        [1.51, 98],
        [9, 2],
      ]),
      'Nearly all requests took about 1.51 s, and 1 in 100 took longer than 9 s.',
    ],
    [
      'the slow ones alike',
      figures(0.1, 3, 3, [
        [0.1, 90],
        [3, 10],
      ]),
      'Half were faster than 100 ms, and 99 of 100 requests took at most 3 s.',
    ],
    ['a single one', figures(0.25, 0.25, 0.25, [[0.25, 1]], 1), 'The one request took 250 ms.'],
  ])('%s', (_, given, text) => {
    expect(latencyWords(given, false)).toBe(text)
  })

  it('of messages that waited', () => {
    expect(latencyWords(figures(2, 2, 2, [[2, 100]]), true)).toBe('Nearly all waited about 2 s.')
    expect(latencyWords(figures(1, 2, 2, [[1, 100]]), true)).toBe('Half waited at most 1 s, and 99 of 100 at most 2 s.')
  })
})
