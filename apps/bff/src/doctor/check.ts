import type { DoctorReply } from '@roentgen/contract'

export type Check = DoctorReply['checks'][number]
export type Port = DoctorReply['ports'][number]

export const check = (
  id: string,
  status: Check['status'],
  values: Check['values'] = {},
  fix: Check['fix'] = null,
): Check => ({ id, status, values, fix })

/** What to do, by its text's id. */
export const advice = (id: string, values: Check['values'] = {}): NonNullable<Check['fix']> => ({ id, values })

export const why = (error: unknown): string => {
  const { name, message, code } = error as { name?: string; message?: string; code?: string }
  return message || code || name || String(error)
}

/** The page must not hang on what does not answer: that is what it is there to say. */
export async function within<T>(ms: number, ask: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms)
  })
  try {
    return await Promise.race([ask, late])
  } finally {
    clearTimeout(timer)
  }
}
