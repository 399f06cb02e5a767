import { X } from 'lucide-react'
import { percent } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { ClassMark } from '../../ui/ClassMark.tsx'
import { enough, type Health } from './rows.ts'

/** The shape of how well a service is; the words beside it say the same. */
export function HealthMark({ health }: { health: Health }) {
  if (health.kind === 'failing') return <ClassMark of={health.class} size={13} />
  if (health.kind === 'broken') return <X aria-hidden size={14} className="shrink-0 text-fault-text" />
  if (health.kind === 'well') return <ClassMark of="ok" size={13} />
  return (
    <span
      aria-hidden="true"
      className={`inline-block size-3 shrink-0 rounded-full border-2 ${health.kind === 'few' ? 'border-ok' : 'border-nodata border-dashed'}`}
    />
  )
}

export function healthWords(health: Health): string {
  if (health.kind !== 'failing') return t(`services.health.${health.kind}`)
  const { failed, of } = health
  if (of < enough) return t('services.health.few-failed', { failed, of })
  return t(`services.health.${health.class}`, { share: percent(failed / of) })
}
