/** Any thrown thing to words for a person. */
import { ApiError } from './api.ts'
import { isMessageKey, t } from './messages/index.ts'

export function wordsFor(error: unknown): string {
  if (error instanceof ApiError) {
    const key = `error.${error.code}`
    if (isMessageKey(key)) return t(key, { detail: error.message })
  }
  return t('error.other', { detail: error instanceof Error ? error.message : String(error) })
}

/** Asking again can help: nobody's fault for long. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return ['OFFLINE', 'THROTTLED', 'UPSTREAM', 'STORE_UNAVAILABLE', 'INTERNAL'].includes(error.code)
}
