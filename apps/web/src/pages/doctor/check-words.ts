/** A check of the bff in words: `doctor.check.<id>.<status>` of the catalogue, or its bare facts when the catalogue is older than the bff. */
import type { DoctorReply } from '@roentgen/contract'
import { isMessageKey, t } from '../../messages/index.ts'

type Check = DoctorReply['checks'][number]

export const checkName = (id: string): string => {
  const key = `doctor.check.${id}`
  return isMessageKey(key) ? t(key) : id
}

export function checkWords({ id, status, values }: Check): string {
  const key = `doctor.check.${id}.${status}`
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
