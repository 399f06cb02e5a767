/** A picture with everything decided: places, colours, words. Only geometry and spelling are left to `svg.ts`. */
import type { About } from './picture.ts'
import type { Point } from './routes.ts'

/** SVG elements of this project's own (glyphs, class shapes), taken as they are. Never data. */
export type Markup = string

export type Badge = {
  /** Filled, in a box of 12 by 12; or strokes, in the same box. */
  readonly mark: Markup
  readonly stroked: boolean
  readonly text: string
  readonly color: string
}

/** What is told apart from the rest: what was looked for, what changed. Absent: it stands there as ever. */
export type Emphasis = {
  /** 0 to 1. */
  readonly opacity?: number
  /** A broad line of this colour under it. */
  readonly glow?: string
  readonly bold?: boolean
}

export type DrawnNode = Emphasis & {
  readonly id: string
  readonly at: Point
  readonly radius: number
  /** Inside the ring; absent: the surface. */
  readonly fill?: string | undefined
  /** Name first. */
  readonly lines: readonly string[]
  /** Clockwise from the top; the shares add up to 100. */
  readonly ring: readonly { readonly color: string; readonly share: number }[]
  /** Strokes in a box of 24 by 24. */
  readonly glyph: Markup
  /** A dashed ring around: seen by its callers only, or new or gone in a comparison. */
  readonly dashed: boolean
  readonly left: Badge | null
  readonly right: Badge | null
}

export type DrawnEdge = Emphasis & {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly lines: readonly string[]
  /** The middle of the label; absent: the middle of the line. */
  readonly labelAt?: Point
  readonly color: string
  readonly width: number
  /** On and off, in pixels; absent: a line without gaps. */
  readonly dash?: string
}

export type LegendEntry = {
  /** `line`, `dashed-line`, `dashed-ring` are drawn here; `shape` is filled markup in a box of 12 by 12. */
  readonly sign:
    | { readonly kind: 'shape'; readonly mark: Markup; readonly color: string }
    | { readonly kind: 'line' | 'dashed-line' | 'dashed-ring' | 'none' }
  readonly text: string
}

export type Paint = Readonly<Record<'bg' | 'surface' | 'ink' | 'inkSoft' | 'line', string>>

export type Drawing = {
  readonly about: About
  /** BCP 47, of the words. */
  readonly lang: string
  /** Said to who does not see the picture, beside the title. */
  readonly description: string
  readonly nodes: readonly DrawnNode[]
  readonly edges: readonly DrawnEdge[]
  readonly legend: { readonly title: string; readonly entries: readonly LegendEntry[] }
  readonly paint: Paint
}
