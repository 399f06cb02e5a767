import { bucketOf, noCounts } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { courseOf, roundedMs } from './minutes.ts'

const point = (minute: number, ok: number, fault: number, seconds: number) => ({
  startUs: minute * 60e6,
  counts: { ...noCounts(), ok, fault },
  histogram: new Map([[bucketOf(seconds), ok + fault]]),
})

it('a course is dense in totals, sparse in what went wrong', () => {
  const course = courseOf('a', [point(102, 5, 0, 0.1), point(104, 1, 2, 2)], 100 * 60e6, 60e6)
  expect(course.total).toEqual([0, 0, 5, 0, 3])
  expect(course.fault).toEqual([4, 2])
  expect(course.error).toEqual([])
  expect(course.p95.map((ms) => Math.round(ms / 20) * 20)).toEqual([0, 0, 100, 0, 2000])
})

it('milliseconds keep three digits, however small', () => {
  expect([roundedMs(1.23456), roundedMs(0.000_012_345), roundedMs(0)]).toEqual([1230, 0.0123, 0])
})
