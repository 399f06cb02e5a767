/**
 * Who may talk to us without a login: pages and programs of this machine. A page on the internet can point its own host name
 * at 127.0.0.1 (DNS rebinding), or post to it; the first shows in `Host`, the second in `Origin`.
 */
import { isIP } from 'node:net'
import type { NextFunction, Request, Response } from 'express'
import { ApiError, sendError } from './errors.ts'

const bareName = (authority: string): string => {
  if (authority.startsWith('[')) return authority.slice(1, Math.max(1, authority.indexOf(']'))).toLowerCase()
  if (isIP(authority) === 6) return authority.toLowerCase()
  return (authority.split(':')[0] ?? '').toLowerCase()
}

export function isLoopback(host: string): boolean {
  const name = bareName(host)
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    name === '::ffff:127.0.0.1' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  )
}

/** Null when the request may pass, else the reason. */
export function refusal(
  listenHost: string,
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
): string | null {
  const wide = !isLoopback(listenHost)
  const ours = (authority: string): boolean => {
    const name = bareName(authority)
    if (isLoopback(name) || name === bareName(listenHost)) return true
    // Beyond loopback (an explicit choice) addresses and single-label names pass too: neither can be a foreign site's.
    return wide && (isIP(name) !== 0 || (name !== '' && !name.includes('.')))
  }
  const { host, origin } = headers
  if (host === undefined || !ours(host)) {
    return `Requests addressed to the host "${host ?? ''}" are refused: use 127.0.0.1, localhost or the configured --host.`
  }
  if (origin === undefined) return null
  const from = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1]
  // Another port of this machine is another origin: only our own pages may ask.
  if (from === undefined || from.toLowerCase() !== host.toLowerCase()) {
    return `Requests from pages of "${origin}" are refused.`
  }
  return null
}

export function guard(listenHost: string, log: (text: string) => void) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const reason = refusal(listenHost, { host: request.headers.host, origin: request.headers.origin })
    if (reason === null) next()
    else sendError(response, new ApiError('FOREIGN_ORIGIN', reason), log)
  }
}
