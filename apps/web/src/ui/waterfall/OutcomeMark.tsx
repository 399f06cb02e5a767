import { ClassMark } from '../ClassMark.tsx'
import type { Outcome } from './types.ts'

/** The mark of an outcome with its word for those who do not see it. An empty label: the word stands beside it. */
export function OutcomeMark({ outcome, label }: { outcome: Outcome | 'none'; label: string }) {
  return (
    <span className="inline-flex flex-none items-center">
      {outcome === 'none' ? (
        <span aria-hidden="true" className="size-2.5 rounded-full border border-dashed border-line-strong" />
      ) : (
        <ClassMark of={outcome} />
      )}
      {label && <span className="sr-only">{label}</span>}
    </span>
  )
}
