/**
 * Clients as X-Ray's SDKs are (facts 7.2): they come, vanish, fall silent, miss answers or get them late, have clocks that are a
 * little behind. Whatever they do, a second has no more reservoir samples than the reservoir, and a minute no more than its own.
 */
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { MinuteReservoir, promiseS, type Quota, type Report, Reservoir } from './index.ts'

vi.setConfig({ testTimeout: 300_000 })

const fullRuns = 2000
const scale = Number(process.env.ROENTGEN_TEST_SCALE ?? 0.05)
const numRuns = Math.max(50, Math.round(fullRuns * scale))

type Client = {
  readonly fromS: number
  readonly toS: number
  /** Requests a second while it is not pausing. */
  readonly perSecond: number
  readonly pause: { readonly fromS: number; readonly lengthS: number }
  readonly everyS: number
  /** One answer in so many is lost; 0: none. */
  readonly losesOneIn: number
  readonly answerTakesS: number
  readonly clockBehindS: number
  readonly takesQuotas: boolean
}

const lengthS = 240
const client: fc.Arbitrary<Client> = fc.record({
  fromS: fc.integer({ min: 0, max: 150 }),
  toS: fc.integer({ min: 20, max: lengthS }),
  perSecond: fc.integer({ min: 0, max: 60 }),
  pause: fc.record({ fromS: fc.integer({ min: 0, max: lengthS }), lengthS: fc.integer({ min: 0, max: 70 }) }),
  everyS: fc.constantFrom(10, 10, 10, 11, 20),
  losesOneIn: fc.constantFrom(0, 0, 2, 3, 7),
  answerTakesS: fc.constantFrom(0, 0, 1, 4),
  clockBehindS: fc.constantFrom(0, 0, 1),
  takesQuotas: fc.constantFrom(true, true, true, false),
})

type Ask = (report: Report) => Quota
type Outcome = { readonly taken: number[]; readonly borrowed: number[]; readonly clientsWithoutQuota: number[] }

/** A second is a step: in it each client reports if it is time, takes the answers that have arrived, then has its requests. */
function simulate(clients: readonly Client[], ask: Ask, startS: number, borrows: boolean): Outcome {
  const state = clients.map(() => ({
    quota: null as Quota | null,
    counts: { requests: 0, borrowed: 0, sampled: 0 },
    late: [] as { readonly atS: number; readonly quota: Quota }[],
    asked: 0,
  }))
  const zeros = () => Array.from({ length: lengthS }, () => 0)
  const outcome = { taken: zeros(), borrowed: zeros(), clientsWithoutQuota: zeros() }
  for (let second = 0; second < lengthS; second++) {
    clients.forEach((one, index) => {
      const mine = state[index]
      if (mine === undefined || second < one.fromS || second >= one.toS) return
      const clockS = startS + second - one.clockBehindS
      if (second > one.fromS && (second - one.fromS) % one.everyS === 0 && mine.counts.requests > 0) {
        const quota = ask({ client: `client${index}`, nowS: startS + second, sentS: clockS, ...mine.counts })
        mine.counts = { requests: 0, borrowed: 0, sampled: 0 }
        mine.asked++
        const lost = one.losesOneIn > 0 && mine.asked % one.losesOneIn === 0
        if (!lost) mine.late.push({ atS: second + one.answerTakesS, quota })
      }
      for (const { atS, quota } of mine.late) if (atS <= second) mine.quota = quota
      mine.late = mine.late.filter(({ atS }) => atS > second)
      const fresh = one.takesQuotas && mine.quota !== null && mine.quota.untilS >= clockS
      const pausing = second >= one.pause.fromS && second < one.pause.fromS + one.pause.lengthS
      const requests = pausing ? 0 : one.perSecond
      mine.counts.requests += requests
      // What a client takes counts in its own second.
      const own = second - one.clockBehindS
      if (fresh) {
        const took = Math.min(requests, mine.quota?.perSecond ?? 0)
        mine.counts.sampled += took
        if (own >= 0) outcome.taken[own] = (outcome.taken[own] ?? 0) + took
      } else {
        if (own >= 0) outcome.clientsWithoutQuota[own] = (outcome.clientsWithoutQuota[own] ?? 0) + 1
        if (borrows && requests > 0) {
          mine.counts.borrowed++
          if (own >= 0) outcome.borrowed[own] = (outcome.borrowed[own] ?? 0) + 1
        }
      }
    })
  }
  return outcome
}

describe('any clients', () => {
  it('never take more than the reservoir in a second, and borrow at most one each while they have no quota', () => {
    fc.assert(
      fc.property(
        fc.array(client, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 20 }),
        (clients, size) => {
          const reservoir = new Reservoir()
          const { taken, borrowed, clientsWithoutQuota } = simulate(
            clients,
            (report) => reservoir.report(report, size),
            1_000_000,
            size > 0,
          )
          expect(Math.max(...taken)).toBeLessThanOrEqual(size)
          borrowed.forEach((count, second) => {
            expect(count).toBeLessThanOrEqual(clientsWithoutQuota[second] ?? 0)
          })
        },
      ),
      { numRuns },
    )
  })

  it('keep to a smaller reservoir as soon as older promises have ended', () => {
    fc.assert(
      fc.property(
        fc.array(client, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 10, max: 150 }),
        (clients, before, after, atS) => {
          const reservoir = new Reservoir()
          const sizeAt = (second: number) => (second < atS ? before : after)
          const ask: Ask = (report) => reservoir.report(report, sizeAt(report.nowS - 1_000_000))
          const { taken } = simulate(clients, ask, 1_000_000, true)
          taken.forEach((count, second) => {
            const settled = second > atS + promiseS + 1
            expect(count).toBeLessThanOrEqual(settled ? after : Math.max(before, after))
          })
        },
      ),
      { numRuns },
    )
  })

  it('that stay and are busy take all of it after a while', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 30 }), (count, size) => {
        const reservoir = new Reservoir()
        const busy: Client = {
          fromS: 0,
          toS: lengthS,
          perSecond: 60,
          pause: { fromS: 0, lengthS: 0 },
          everyS: 10,
          losesOneIn: 0,
          answerTakesS: 0,
          clockBehindS: 0,
          takesQuotas: true,
        }
        const clients = Array.from({ length: count }, (_, index) => ({ ...busy, fromS: index * 3 }))
        const { taken } = simulate(clients, (report) => reservoir.report(report, size), 1_000_000, true)
        expect(new Set(taken.slice(100))).toEqual(new Set([size]))
      }),
      { numRuns: 50 },
    )
  })

  it('never take more than a reservoir of so many a minute in any minute of the clock', () => {
    fc.assert(
      fc.property(
        fc.array(client, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 59 }),
        (clients, perMinute, offset) => {
          const reservoir = new MinuteReservoir()
          const startS = 60 * 20_000 + offset
          const { taken, borrowed } = simulate(clients, (report) => reservoir.report(report, perMinute), startS, false)
          const minutes = new Map<number, number>()
          taken.forEach((count, second) => {
            const minute = Math.floor((startS + second) / 60)
            minutes.set(minute, (minutes.get(minute) ?? 0) + count)
          })
          expect(Math.max(...minutes.values())).toBeLessThanOrEqual(perMinute)
          expect(Math.max(...borrowed)).toBe(0)
        },
      ),
      { numRuns },
    )
  })

  it('that are busy use up five a minute', () => {
    const reservoir = new MinuteReservoir()
    const one: Client = {
      fromS: 0,
      toS: lengthS,
      perSecond: 20,
      pause: { fromS: 0, lengthS: 0 },
      everyS: 10,
      losesOneIn: 0,
      answerTakesS: 0,
      clockBehindS: 0,
      takesQuotas: true,
    }
    const { taken } = simulate([one, { ...one, fromS: 3 }], (report) => reservoir.report(report, 5), 60 * 20_000, false)
    const sum = (from: number) => taken.slice(from, from + 60).reduce((a, b) => a + b, 0)
    expect([sum(60), sum(120)]).toEqual([5, 5])
  })
})
