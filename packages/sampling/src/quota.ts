/** What a client may take from a reservoir: so many requests in each second, up to and including `untilS` (epoch seconds). */
export type Quota = { readonly perSecond: number; readonly untilS: number }

/** What a client says of itself every ten seconds, for one rule. */
export type Report = {
  /** 24 hex digits, made by the client when its process starts. */
  readonly client: string
  /** When it arrived, and when the client says it was made. */
  readonly nowS: number
  readonly sentS: number
  readonly requests: number
  readonly borrowed: number
  readonly sampled: number
}

/** Clients report this often. */
export const reportEveryS = 10
/** Who has not reported for this long gets no share of what is free; what it was promised it keeps until its end. */
export const silentAfterS = 30
/** A client's clock may be behind ours by so much. */
export const skewS = 1
/** More clients of one rule than this are answered with a quota of zero: each costs memory. */
export const mostClients = 10_000

/** Requests a second, from what a client reported and how long ago it did so before; smoothed, for traffic is not even. */
export function smoothedDemand(
  before: { readonly perSecond: number; readonly lastS: number } | undefined,
  report: Report,
): number {
  const passedS = before === undefined ? reportEveryS : report.nowS - before.lastS
  if (before !== undefined && passedS < 1) return before.perSecond
  const now = report.requests / (passedS > silentAfterS ? reportEveryS : passedS)
  return before === undefined ? now : (before.perSecond + now) / 2
}
