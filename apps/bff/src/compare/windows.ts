/** Which earlier window a window is compared with. */
import { parseRange } from '@roentgen/contract'
import type { Window } from '@roentgen/store'
import { ApiError } from '../http/errors.ts'
import { msOf } from '../routes/question.ts'

export type Against = 'previous' | 'day' | 'week' | 'own' | 'since'
export type TwoWindows = { readonly window: Window; readonly before: Window; readonly against: Against }

const earlierUs = { day: 86_400e6, week: 604_800e6 } as const

/** `before`: `previous` (absent: the same), `day`, `week`, or `from~to` in whatever form a time may have. */
export function windowsOf(window: Window, before: string | undefined, nowSeconds: number): TwoWindows {
  const length = window.toUs - window.fromUs
  const text = before?.trim() || 'previous'
  if (text === 'previous')
    return { window, before: { fromUs: window.fromUs - length, toUs: window.fromUs }, against: text }
  if (text === 'day' || text === 'week') {
    const by = earlierUs[text]
    if (length > by)
      throw new ApiError(
        'BAD_WINDOW',
        `before: the window is longer than a ${text}, so a ${text} earlier is still in it`,
      )
    return { window, before: { fromUs: window.fromUs - by, toUs: window.toUs - by }, against: text }
  }
  const [from, to, more] = text.split('~')
  if (!from || !to || more !== undefined)
    throw new ApiError('BAD_WINDOW', `before: "${text}" is none of previous, day, week, from~to`)
  const range = parseRange(from, to, { now: nowSeconds })
  if (!range.ok) throw new ApiError('BAD_WINDOW', `before: ${range.message}`)
  const own = { fromUs: msOf(range.from), toUs: msOf(range.to) }
  if (own.toUs > window.fromUs)
    throw new ApiError('BAD_WINDOW', 'before: the earlier window must end by the time the other begins')
  return { window, before: own, against: 'own' }
}

const leastUs = 60e6

/** From the deployment on, as far as the window goes, and as long before it. */
export function windowsSince(window: Window, atUs: number): TwoWindows {
  const fromUs = Math.max(window.fromUs, atUs)
  if (window.toUs - fromUs < leastUs)
    throw new ApiError('BAD_WINDOW', 'since: less than a minute of the window lies after this deployment')
  const length = window.toUs - fromUs
  return { window: { fromUs, toUs: window.toUs }, before: { fromUs: atUs - length, toUs: atUs }, against: 'since' }
}
