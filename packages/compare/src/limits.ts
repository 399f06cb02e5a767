/** The figures that README.md states. */
export const limits = {
  /** Of what is told, so much may be chance (Benjamini-Hochberg over all tests of a comparison). */
  falseShare: 0.01,
  /** Requests in each window. */
  leastRequests: 30,
  /** For the 95th percentile by its own test. */
  leastForTail: 60,
  /** Requests in the one window that has any. */
  leastNew: 10,
  /** After / before, net of what two buckets may be wrong. */
  leastRatio: 1.15,
  leastSeconds: 0.001,
  leastFailures: 5,
  /** Difference of failure shares, with `leastFailureRatio`; or `plainFailures` whatever the ratio. */
  failures: 0.005,
  failureRatio: 1.5,
  plainFailures: 0.05,
  trafficRatio: 2,
  leastTraffic: 60,
  /** An effect so large is held against the calmer of the two windows. */
  largeFailures: 0.05,
  largeRatio: 4,
} as const
