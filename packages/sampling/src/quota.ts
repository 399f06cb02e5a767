/**
 * Shares of a rule's reservoir. Clients report every ten seconds; who has not reported lately has no share, and the
 * shares of all never exceed the reservoir.
 */
export type Quota = { readonly perSecond: number; readonly untilS: number }

/** A client that missed three reports is gone. */
const lateAfterS = 30
/** As AWS: minutes ahead, renewed each report. A newcomer's share is taken from the others at their next report. */
const promiseS = 300

export class ReservoirShares {
  /** rule -> client -> last report; insertion order decides who gets the remainder, so that it stays with the same clients. */
  readonly #clients = new Map<string, Map<string, number>>()

  /** Notes the report and says what this client may take. */
  report(rule: { readonly name: string; readonly reservoirSize: number }, client: string, nowS: number): Quota {
    const clients = this.#clients.get(rule.name) ?? new Map<string, number>()
    this.#clients.set(rule.name, clients)
    for (const [id, lastS] of clients) if (lastS < nowS - lateAfterS) clients.delete(id)
    clients.set(client, nowS)
    const position = [...clients.keys()].indexOf(client)
    return { perSecond: evenShare(rule.reservoirSize, clients.size, position), untilS: nowS + promiseS }
  }
}

/** `total` whole units over `count` takers: the first ones get one more. */
export function evenShare(total: number, count: number, position: number): number {
  return Math.floor(total / count) + (position < total % count ? 1 : 0)
}
