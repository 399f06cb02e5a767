/** A check of the bff, and what to do, in words: `doctor.check.<id>.<status>` and `doctor.advice.<id>` of the catalogue, or their bare facts when it is older than the bff. */
import type { DoctorReply } from '@roentgen/contract'
import { isMessageKey, t } from '../../messages/index.ts'

type Check = DoctorReply['checks'][number]

export const checkName = (id: string): string => {
  const key = `doctor.check.${id}`
  return isMessageKey(key) ? t(key) : id
}

export const checkWords = ({ id, status, values }: Check): string => said(`doctor.check.${id}.${status}`, values)

/** Lines to paste, most of them. */
export const fixWords = ({ id, values }: NonNullable<Check['fix']>): string => said(`doctor.advice.${id}`, values)

function said(key: string, values: Check['values']): string {
  if (isMessageKey(key)) {
    try {
      // A check that was cut short knows no reason.
      return t(key, { why: '', ...values })
    } catch {
      // A value the text asks for was not sent: say what was.
    }
  }
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')
}
