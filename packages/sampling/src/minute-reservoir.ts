/**
 * A reservoir of so many requests a minute: ours, X-Ray knows only seconds (docs/decisions). It is handed out as ordinary quotas of
 * few seconds: a client with "1 a second until 12:00:07" takes at most as many requests as the quota has seconds. On the wire the
 * rule's ReservoirSize is 0, so that nobody borrows once its quota has ended. What holds: in each minute of the clock the quotas
 * that were handed out, added up, are at most the reservoir. What a client did not take of a quota that has ended goes back.
 */
import { allot } from './allot.ts'
import { mostClients, type Quota, type Report, reportEveryS, silentAfterS, skewS, smoothedDemand } from './quota.ts'

type Grant = {
  readonly minute: number
  readonly untilS: number
  charged: number
  /** No report can say any more how much of it was taken: it counts in full. */
  firm: boolean
}
/** Reports whose time is further from ours are refused before they come here. */
const clockOffS = 300

type Client = { perSecond: number; lastS: number; grants: Grant[] }

export class MinuteReservoir {
  readonly #clients = new Map<string, Client>()

  /** Notes the report and promises this client some of `perMinute`. */
  report(report: Report, perMinute: number): Quota {
    const { nowS } = report
    // A quota ends by the client's clock: one that is behind would have more seconds of it, and another minute.
    const atS = Math.floor(Math.min(nowS, report.sentS))
    const minute = Math.floor(atS / 60)
    this.#forget(nowS)
    const known = this.#clients.get(report.client)
    if (known === undefined && this.#clients.size >= mostClients) return { perSecond: 0, untilS: nowS + reportEveryS }
    const client: Client = known ?? { perSecond: 0, lastS: nowS, grants: [] }
    settle(client, report)
    client.perSecond = smoothedDemand(known, report)
    client.lastS = nowS
    this.#clients.set(report.client, client)
    const room = Math.min(
      this.#share(report.client, perMinute, nowS) - chargedIn(client, minute),
      this.#left(perMinute, minute),
    )
    // Never faster than the mean, rounded up: a large reservoir is not used up in the minute's first seconds.
    const perSecond = Math.min(Math.max(1, Math.ceil(perMinute / 60)), room)
    if (perSecond <= 0) return { perSecond: 0, untilS: nowS + reportEveryS }
    const seconds = Math.min(reportEveryS, Math.floor(room / perSecond), minute * 60 + 60 - atS)
    const untilS = atS + seconds - 1
    client.grants.push({ minute, untilS, charged: perSecond * seconds, firm: false })
    return { perSecond, untilS }
  }

  #left(perMinute: number, minute: number): number {
    let charged = 0
    for (const client of this.#clients.values()) charged += chargedIn(client, minute)
    return perMinute - charged
  }

  #share(client: string, perMinute: number, nowS: number): number {
    const active = [...this.#clients].filter(([, one]) => one.lastS >= nowS - silentAfterS)
    const shares = allot(
      perMinute,
      active.map(([, one]) => ({ perSecond: one.perSecond, most: Math.max(1, Math.ceil(one.perSecond * 60)) })),
    )
    return shares[active.findIndex(([id]) => id === client)] ?? 0
  }

  #forget(nowS: number): void {
    const minute = Math.floor((nowS - clockOffS) / 60)
    for (const [id, one] of this.#clients) {
      one.grants = one.grants.filter((grant) => grant.minute >= minute)
      if (one.grants.length === 0 && one.lastS < nowS - silentAfterS) this.#clients.delete(id)
    }
  }
}

const chargedIn = (client: Client, minute: number): number =>
  client.grants.reduce((sum, grant) => (grant.minute === minute ? sum + grant.charged : sum), 0)

/**
 * A report counts everything since the one before: what it did not sample it did not take either. That is known only of a quota that
 * began and ended between two reports that both arrived.
 */
function settle(client: Client, { nowS, sentS, sampled }: Report): void {
  const oneMissing = nowS - client.lastS > 1.5 * reportEveryS
  let taken = sampled
  for (const grant of client.grants) {
    if (grant.firm) continue
    if (!oneMissing && grant.untilS + skewS < Math.min(nowS, sentS)) {
      grant.charged = Math.min(grant.charged, taken)
      taken -= grant.charged
    }
    grant.firm = true
  }
}
