import { glyphs } from './glyphs.ts'
import type { NodeKind } from './node-kind.ts'

/** The drawing beside a name; the name says what it is, so it is silent. */
export function Glyph({ kind, size = 18 }: { kind: NodeKind; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the drawings are this file's neighbours, never data
      dangerouslySetInnerHTML={{ __html: glyphs[kind] }}
    />
  )
}
