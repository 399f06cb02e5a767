/** What the four operations on insights share. The API's insights are faults only: its clients know no other category (decision 0016). */
import type { Insight } from '@roentgen/insight'
import type { Store } from '@roentgen/store'
import { insightById } from '../insights/kept.ts'
import { invalidRequest } from './errors.ts'
import { makeToken, readToken } from './token.ts'

export async function faultInsight(store: Pick<Store, 'insight'>, id: string): Promise<Insight> {
  const insight = await insightById(store, id)
  if (insight === null || insight.category !== 'fault') throw invalidRequest('Insight not found.')
  return insight
}

/** A page of a list, newest first. `idOf` names a member, so that a page goes on after it when others have come before it. */
export function pageOf<T>(
  all: readonly T[],
  idOf: (one: T) => string,
  question: readonly unknown[],
  limit: number,
  token: string | null,
): { readonly page: readonly T[]; readonly next: string | null } {
  const after = token === null ? null : readToken(question, token)
  if (token !== null && after === null) throw invalidRequest(`Invalid token ${token}`)
  const from = after === null ? 0 : all.findIndex((one) => idOf(one) === after) + 1
  const page = all.slice(from, from + limit)
  const last = page.at(-1)
  const more = from + limit < all.length && last !== undefined
  return { page, next: more ? makeToken(question, idOf(last)) : null }
}
