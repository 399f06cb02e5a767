/**
 * Page tokens: opaque to the caller, bound to the question they continue. A token made up, cut short or used with another
 * window or filter is refused, never misread. No secret: it protects against mistakes, and survives a restart.
 */
import { createHash } from 'node:crypto'

const digest = (question: readonly unknown[], after: string) =>
  createHash('sha256')
    .update(JSON.stringify([question, after]))
    .digest('base64url')
    .slice(0, 22)

export const makeToken = (question: readonly unknown[], after: string): string =>
  Buffer.from(`1.${digest(question, after)}.${after}`).toString('base64url')

/** What `makeToken` was given for this question; null when the token is not one of ours for it. */
export function readToken(question: readonly unknown[], token: string): string | null {
  const match = /^1\.([\w-]{22})\.(.*)$/s.exec(Buffer.from(token, 'base64url').toString('utf8'))
  const after = match?.[2]
  return after !== undefined && match?.[1] === digest(question, after) ? after : null
}
