import type { ResponseClass } from '@roentgen/trace'
import { classShapes } from './response-class.ts'

const fill: Readonly<Record<ResponseClass, string>> = {
  ok: 'fill-ok',
  error: 'fill-error',
  throttle: 'fill-throttle',
  fault: 'fill-fault',
}

/** The colour and the shape of a class; the word stands beside it. */
export function ClassMark({ of, size = 11 }: { of: ResponseClass; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 12 12"
      className={`swatch inline-block shrink-0 ${fill[of]}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: four fixed shapes, never data
      dangerouslySetInnerHTML={{ __html: classShapes[of] }}
    />
  )
}
