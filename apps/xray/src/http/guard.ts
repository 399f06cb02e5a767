/**
 * Who may talk to us without a login: requests addressed to this machine by a name that no foreign web page can claim.
 * A page on the internet can point its own host name at 127.0.0.1 (DNS rebinding) or simply post to it; the first shows
 * in `Host`, the second in `Origin`.
 */
import { isIP } from 'node:net'

const loopbackV4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/

export function isLoopback(host: string): boolean {
  const name = bare(host).toLowerCase()
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    name === '::ffff:127.0.0.1' ||
    loopbackV4.test(name)
  )
}

/** Of `name:port`, `[v6]:port`, `name`: the name. */
function bare(authority: string): string {
  if (authority.startsWith('[')) return authority.slice(1, Math.max(1, authority.indexOf(']')))
  if (isIP(authority) === 6) return authority
  const colon = authority.indexOf(':')
  return colon < 0 ? authority : authority.slice(0, colon)
}

export type Guard = (headers: { host?: string | undefined; origin?: string | undefined }) => string | null

/**
 * Null when the request may pass, else the reason in words.
 * Beyond loopback (an explicit choice) plain addresses, single-label names (`roentgen:2000` among containers) and names below
 * `.internal` and `.local` (`host.docker.internal`) are taken too: none can be a foreign site's registered name. A web origin must
 * then be the very host that the request is addressed to.
 */
export function guardFor(listenHost: string): Guard {
  const configured = bare(listenHost).toLowerCase()
  const wide = !isLoopback(listenHost)
  const ours = (authority: string): boolean => {
    const name = bare(authority).toLowerCase()
    if (isLoopback(name) || name === configured) return true
    return wide && (isIP(name) !== 0 || /^[^.]+$|\.(internal|local)$/.test(name))
  }
  return ({ host, origin }) => {
    if (host === undefined || !ours(host))
      return `Requests addressed to host "${host ?? ''}" are refused: use 127.0.0.1, localhost or the configured host.`
    if (origin === undefined) return null
    const authority = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1]
    const same = authority !== undefined && bare(authority).toLowerCase() === bare(host).toLowerCase()
    if (authority === undefined || !(same || isLoopback(authority)))
      return `Requests from the web origin "${origin}" are refused.`
    return null
  }
}
