/** Which calls are drawn beside those that were chosen: what one looks at and what changed is never without its line. */
import type { Picture } from '@roentgen/picture'

type Ids = { readonly has: (id: string) => boolean }
type Asked = {
  /** A node's calls, or the one call. */
  readonly selected?: string | null | undefined
  readonly marks?: Ids | null | undefined
}

/** Null: all are drawn. The same set where there is nothing to add. */
export function drawnLines(
  lines: ReadonlySet<string> | null,
  picture: Pick<Picture, 'edges'>,
  { selected = null, marks }: Asked,
): ReadonlySet<string> | null {
  if (lines === null) return null
  const more = picture.edges.filter(
    ({ id, from, to }) =>
      !lines.has(id) &&
      (marks?.has(id) || (selected !== null && (id === selected || from === selected || to === selected))),
  )
  return more.length > 0 ? new Set([...lines, ...more.map(({ id }) => id)]) : lines
}
