import type { Change } from '@roentgen/contract'
import { t } from '../../../messages/index.ts'

/** `payments 1.4.2 was seen first (before: 1.4.1)`. */
export function changeWords(change: Change, called: string = change.subject): string {
  const { kind, subject, did } = change
  switch (kind) {
    case 'deployment':
      return t('strip.change.deployment', {
        subject: called,
        version: change.version ?? '?',
        before: change.before ?? 'none',
      })
    case 'group':
    case 'sampling-rule':
      return t(`strip.change.${kind}`, { subject, did })
    case 'names':
      return t('strip.change.names', { subject: subject || 'none' })
    case 'objectives':
      return t('strip.change.objectives')
  }
}
