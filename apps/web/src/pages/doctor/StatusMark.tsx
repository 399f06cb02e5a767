import type { DoctorReply } from '@roentgen/contract'

type Status = DoctorReply['checks'][number]['status']

/** A sign in a shape of its own: tick in a disc, exclamation in a triangle, cross in a square, dash in a ring. The word stands beside it. */
const looks: Readonly<Record<Status, { readonly shape: string; readonly sign: string; readonly color: string }>> = {
  ok: { shape: 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z', sign: 'M7.5 12.5l3 3l6-6.5', color: 'text-ok' },
  warn: { shape: 'M12 2L23 21H1z', sign: 'M12 9v6M12 17.8v.4', color: 'text-error' },
  fail: { shape: 'M3 3h18v18H3z', sign: 'M8 8l8 8M16 8l-8 8', color: 'text-fault' },
  skip: { shape: '', sign: 'M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18zM8 12h8', color: 'text-nodata' },
}

export function StatusMark({ status }: { status: Status }) {
  const { shape, sign, color } = looks[status]
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={`swatch size-6 flex-none ${color}`} data-status={status}>
      <path d={shape} fill="currentColor" />
      <path
        d={sign}
        fill="none"
        stroke={status === 'skip' ? 'currentColor' : 'var(--surface)'}
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
