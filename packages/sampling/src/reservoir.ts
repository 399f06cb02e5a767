/**
 * The reservoir of one rule, shared among clients that come and go. What holds at every second:
 *
 *     sum over clients of the largest promise that has not ended  <=  reservoir
 *
 * A promise holds until its own end, whatever is promised to the same client afterwards: the answer that lowers it may be lost, and
 * who has already taken the old share in this second cannot give it back. So a newcomer gets only what nobody else holds (at first
 * perhaps nothing, said as a quota of zero, so that it stops borrowing), the others get less at their next reports, and after one
 * promise's length all shares are as `allot` wants them. A client that vanishes frees its share when its promise ends.
 */
import { allot } from './allot.ts'
import { mostClients, type Quota, type Report, silentAfterS, skewS, smoothedDemand } from './quota.ts'

/** One report may be missed. AWS promises five minutes: a newcomer would wait as long. */
export const promiseS = 25
/** A client's first promise is only a little longer than the time to its next report: others may be about to come, as after a deployment. */
export const firstPromiseS = 12

type Client = {
  perSecond: number
  lastS: number
  /** None is both shorter and smaller than another: later ones are smaller. */
  promises: readonly Quota[]
  /** Borrows although it holds a fresh quota (the SDK for Node compares milliseconds with seconds): never takes more than that one. */
  deaf: boolean
}

export class Reservoir {
  readonly #clients = new Map<string, Client>()

  /** Notes the report and promises what this client may take of `size` a second. */
  report(report: Report, size: number): Quota {
    const { nowS } = report
    this.#forget(nowS)
    const known = this.#clients.get(report.client)
    const untilS = nowS + (known === undefined ? firstPromiseS : promiseS)
    if (known === undefined && this.#clients.size >= mostClients) return { perSecond: 0, untilS }
    const client: Client = known ?? { perSecond: 0, lastS: nowS, promises: [], deaf: false }
    client.deaf = isDeaf(client, known !== undefined, report)
    client.perSecond = smoothedDemand(known, report)
    client.lastS = nowS
    this.#clients.set(report.client, client)
    const free = size - this.#heldByOthers(report.client, nowS)
    const perSecond = Math.max(0, Math.min(this.#share(report.client, size, nowS), free))
    const quota = { perSecond, untilS }
    client.promises = [...client.promises.filter((one) => one.perSecond > perSecond), quota]
    return quota
  }

  /** Whether this client was seen to borrow although it holds a quota. */
  isDeaf(client: string): boolean {
    return this.#clients.get(client)?.deaf ?? false
  }

  /** Who holds what at this second, for people to see. */
  holders(nowS: number): { readonly client: string; readonly perSecond: number; readonly demand: number }[] {
    this.#forget(nowS)
    return [...this.#clients].map(([client, one]) => ({
      client,
      perSecond: one.promises.at(-1)?.perSecond ?? 0,
      demand: one.perSecond,
    }))
  }

  #share(client: string, size: number, nowS: number): number {
    const active = [...this.#clients].filter(([, one]) => one.lastS >= nowS - silentAfterS)
    const shares = allot(
      size,
      active.map(([, one]) => ({ perSecond: one.perSecond, most: one.deaf ? 1 : size })),
    )
    return shares[active.findIndex(([id]) => id === client)] ?? 0
  }

  #heldByOthers(client: string, nowS: number): number {
    let held = 0
    for (const [id, one] of this.#clients) if (id !== client) held += largest(one.promises, nowS)
    return held
  }

  /** Ended promises, and clients that have neither a promise nor been heard of lately. */
  #forget(nowS: number): void {
    for (const [id, one] of this.#clients) {
      one.promises = one.promises.filter((promise) => promise.untilS + skewS >= nowS)
      if (one.promises.length === 0 && one.lastS < nowS - silentAfterS) this.#clients.delete(id)
    }
  }
}

const largest = (promises: readonly Quota[], nowS: number): number =>
  promises.reduce((most, one) => (one.untilS + skewS >= nowS ? Math.max(most, one.perSecond) : most), 0)

/** More borrowed than can have happened between its report and our answer, while the quota was fresh all the time. */
function isDeaf(client: Client, known: boolean, { nowS, borrowed, requests }: Report): boolean {
  if (!known || requests === 0) return client.deaf
  const fresh = client.promises.some(({ untilS }) => untilS >= nowS)
  if (!fresh) return client.deaf
  return borrowed > 2
}
