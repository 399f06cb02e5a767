import { Glyph } from '../../../ui/Glyph.tsx'
import type { NodeKind } from '../../../ui/node-kind.ts'
import type { RingShares } from '../elements.ts'

const colors = {
  ok: 'var(--ok)',
  error: 'var(--error)',
  throttle: 'var(--throttle)',
  fault: 'var(--fault)',
  none: 'var(--none)',
}
const order = ['ok', 'error', 'throttle', 'fault', 'none'] as const
const radius = 15
const round = 2 * Math.PI * radius

/** A node as the map draws it: its glyph inside its ring; dashed outside when only its callers saw it. The words beside it say the same. */
export function Ring({ shares, kind, inferred }: { shares: RingShares; kind: NodeKind; inferred: boolean }) {
  let before = 0
  return (
    <span className="relative inline-flex size-11 shrink-0 items-center justify-center">
      <svg aria-hidden="true" viewBox="0 0 44 44" className="swatch absolute inset-0 -rotate-90">
        {inferred && (
          <circle cx="22" cy="22" r="20" fill="none" stroke="var(--ink-soft)" strokeWidth="1.5" strokeDasharray="3 3" />
        )}
        {order.map((name) => {
          const length = (shares[name] / 100) * round
          const offset = -before
          before += length
          return length > 0 ? (
            <circle
              key={name}
              cx="22"
              cy="22"
              r={radius}
              fill="none"
              stroke={colors[name]}
              strokeWidth="4.5"
              strokeDasharray={`${length} ${round - length}`}
              strokeDashoffset={offset}
            />
          ) : null
        })}
      </svg>
      <Glyph kind={kind} size={16} />
    </span>
  )
}
