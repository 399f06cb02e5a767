import type { DoctorReply } from '@roentgen/contract'
import { small } from '../../format.ts'
import { t } from '../../messages/index.ts'

const order = { fail: 0, warn: 1, ok: 2, skip: 3 } as const

/** What does not work first; otherwise as the bff has them. */
export const troublesFirst = (checks: DoctorReply['checks']): DoctorReply['checks'] =>
  [...checks].sort((a, b) => order[a.status] - order[b.status])

export function headline({ checks }: DoctorReply): string {
  const fail = checks.filter((check) => check.status === 'fail').length
  const warn = checks.filter((check) => check.status === 'warn').length
  if (fail + warn === 0) return t('doctor.all-well')
  const which = fail === 0 ? 'warn' : warn === 0 ? 'fail' : 'both'
  return t(`doctor.troubles.${which}`, { fail, warn })
}

/** `12 MB`, `3.4 GB`. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)))
  const amount = value / 1000 ** power
  return `${amount < 10 && power > 0 ? small(Number(amount.toFixed(1))) : Math.round(amount)} ${units[power]}`
}
