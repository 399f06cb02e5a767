/**
 * Which rows of a trace show. Entities stand in preorder with the size of their subtree, so folding is a skip:
 *
 *     row   0 gateway      size 5
 *     row   1   orders     size 3   <- folded: the next visible row is 1 + 3 = 4
 *     row   2     SELECT   size 1
 *     row   3     PutItem  size 1
 *     row   4   render     size 1
 */
export type Tree = {
  readonly id: readonly string[]
  readonly parent: readonly number[]
  readonly depth: readonly number[]
  readonly size: readonly number[]
}

/**
 * Exactly which rows are folded, short enough for a URL whatever the size of the trace:
 * everything open but some, or everything folded but some.
 */
export type Folding = { readonly all: 'open' | 'folded'; readonly except: ReadonlySet<string> }

export const allOpen: Folding = { all: 'open', except: new Set() }
export const allFolded: Folding = { all: 'folded', except: new Set() }

const at = (column: readonly number[], row: number): number => column[row] ?? 0

export const hasChildren = (tree: Tree, row: number): boolean => at(tree.size, row) > 1

export const isFolded = (tree: Tree, folding: Folding, row: number): boolean =>
  hasChildren(tree, row) && (folding.all === 'folded') !== folding.except.has(tree.id[row] ?? '')

/** Rows that show, in order. `only`, where given, leaves out every other row (it should hold the ancestors too). */
export function visibleRows(tree: Tree, folding: Folding, only: ReadonlySet<number> | null = null): Int32Array {
  const count = tree.id.length
  const rows = new Int32Array(count)
  let length = 0
  let row = 0
  while (row < count) {
    if (only && !only.has(row)) {
      row += 1
      continue
    }
    rows[length] = row
    length += 1
    row += isFolded(tree, folding, row) ? Math.max(1, at(tree.size, row)) : 1
  }
  return rows.subarray(0, length)
}

/** Position of a row among the visible ones; -1 when it is folded away. Visible rows are sorted. */
export function positionOf(visible: Int32Array, row: number): number {
  let low = 0
  let high = visible.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = visible[middle] ?? 0
    if (found === row) return middle
    if (found < row) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** From the root down to the parent of the row. */
export function ancestors(tree: Tree, row: number): number[] {
  const path: number[] = []
  let parent = tree.parent[row] ?? -1
  while (parent >= 0 && path.length <= tree.id.length) {
    path.push(parent)
    parent = tree.parent[parent] ?? -1
  }
  return path.reverse()
}

/** The nearest row that shows in place of this one: itself, or the folded ancestor that hides it. */
export function shownInPlaceOf(tree: Tree, folding: Folding, row: number): number {
  return ancestors(tree, row).find((ancestor) => isFolded(tree, folding, ancestor)) ?? row
}

export function setFolded(tree: Tree, folding: Folding, row: number, folded: boolean): Folding {
  if (!hasChildren(tree, row) || isFolded(tree, folding, row) === folded) return folding
  const except = new Set(folding.except)
  const id = tree.id[row] ?? ''
  if (!except.delete(id)) except.add(id)
  return { all: folding.all, except }
}

/** Opens every ancestor of the row, so that it shows. */
export const reveal = (tree: Tree, folding: Folding, row: number): Folding =>
  ancestors(tree, row).reduce((now, ancestor) => setFolded(tree, now, ancestor, false), folding)

/** `''` all open, `all`, `id.id` these folded, `all.id.id` all but these. */
export function foldingText(folding: Folding): string {
  return [...(folding.all === 'folded' ? ['all'] : []), ...[...folding.except].sort()].join('.')
}

export function foldingFrom(text: string | undefined): Folding {
  const parts = (text ?? '').split('.').filter(Boolean)
  return parts[0] === 'all'
    ? { all: 'folded', except: new Set(parts.slice(1)) }
    : { all: 'open', except: new Set(parts) }
}

/** The rows asked for and all their ancestors, for `visibleRows(…, only)`. */
export function withAncestors(tree: Tree, rows: Iterable<number>): Set<number> {
  const kept = new Set<number>()
  for (const row of rows) {
    let now = row
    while (now >= 0 && !kept.has(now)) {
      kept.add(now)
      now = tree.parent[now] ?? -1
    }
  }
  return kept
}
