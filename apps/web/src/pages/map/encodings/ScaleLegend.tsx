import { t } from '../../../messages/index.ts'
import type { Scaled } from './scale.ts'
import { stepWords } from './step-words.ts'

/** What the five colours stand for. The figures themselves stand at nodes and lines, so that colour is never alone. */
export function ScaleLegend({ by }: { by: Scaled }) {
  return (
    <>
      <span className="font-semibold">{t(`encodings.scale.${by}`)}</span>
      {stepWords(by).map((text, step) => (
        <span key={text} className="inline-flex items-center gap-1">
          <span
            aria-hidden="true"
            className="swatch inline-block size-3 rounded-full border-2"
            style={{ background: `var(--scale-${step + 1})`, borderColor: `var(--scale-line-${step + 1})` }}
          />
          {text}
        </span>
      ))}
    </>
  )
}
