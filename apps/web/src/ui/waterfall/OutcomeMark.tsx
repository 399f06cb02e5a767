import type { Outcome } from './types.ts'

/** Shape and colour of an outcome, with its name for those who see neither: circle, triangle, diamond, square; dashed circle for unknown. */
const shapes: Readonly<
  Record<Outcome | 'none', { readonly path: string; readonly sign: string; readonly color: string }>
> = {
  ok: { path: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z', sign: 'M5 8.2l2.2 2.2L11.2 6', color: 'text-ok' },
  error: { path: 'M8 1.2L15.2 14.5H.8z', sign: 'M8 6v4M8 11.8v1', color: 'text-error' },
  throttle: { path: 'M8 .8L15.2 8L8 15.2L.8 8z', sign: 'M6.6 6v4M9.4 6v4', color: 'text-throttle' },
  fault: { path: 'M2 2h12v12H2z', sign: 'M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2', color: 'text-fault' },
  none: { path: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z', sign: '', color: 'text-none' },
}

/** An empty label: the text beside it says it already. */
export function OutcomeMark({ outcome, label }: { outcome: Outcome | 'none'; label: string }) {
  const { path, sign, color } = shapes[outcome]
  return (
    <svg {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })} viewBox="0 0 16 16" className={`swatch size-3.5 flex-none ${color}`}>
      <path
        d={path}
        fill={outcome === 'none' ? 'none' : 'currentColor'}
        stroke="currentColor"
        strokeDasharray={outcome === 'none' ? '2 2' : undefined}
      />
      <path d={sign} fill="none" stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  )
}
