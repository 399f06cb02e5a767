import { expect, it } from 'vitest'
import {
  allFolded,
  allOpen,
  ancestors,
  foldingFrom,
  foldingText,
  isFolded,
  positionOf,
  reveal,
  setFolded,
  shownInPlaceOf,
  type Tree,
  visibleRows,
  withAncestors,
} from './rows.ts'

/** Two spaces a level; the name is the id. */
function treeFromText(text: string): Tree {
  const lines = text.split('\n').filter((line) => line.trim())
  const indent = Math.min(...lines.map((line) => line.search(/\S/)))
  const depth = lines.map((line) => (line.search(/\S/) - indent) / 2)
  const parent = depth.map((level, row) => depth.slice(0, row).lastIndexOf(level - 1))
  const size = depth.map((level, row) => {
    const next = depth.findIndex((other, later) => later > row && other <= level)
    return (next < 0 ? depth.length : next) - row
  })
  return { id: lines.map((line) => line.trim()), parent, depth, size }
}

const tree = treeFromText(`
  gateway
    orders
      SELECT
      PutItem
    render
  worker
    poll
`)
const names = (rows: Iterable<number>) => [...rows].map((row) => tree.id[row]).join(' ')

it('shows everything when nothing is folded', () => {
  expect(names(visibleRows(tree, allOpen))).toBe('gateway orders SELECT PutItem render worker poll')
})

it('skips a folded subtree and nothing else', () => {
  const folding = setFolded(tree, allOpen, 1, true)
  expect(names(visibleRows(tree, folding))).toBe('gateway orders render worker poll')
  expect(positionOf(visibleRows(tree, folding), 4)).toBe(2)
  expect(positionOf(visibleRows(tree, folding), 3)).toBe(-1)
  expect(shownInPlaceOf(tree, folding, 3)).toBe(1)
})

it('folds all to the roots and never calls a leaf folded', () => {
  expect(names(visibleRows(tree, allFolded))).toBe('gateway worker')
  expect(isFolded(tree, allFolded, 2)).toBe(false)
})

it('reveals a deep row by opening its ancestors only', () => {
  const folding = reveal(tree, allFolded, 3)
  expect(names(ancestors(tree, 3))).toBe('gateway orders')
  expect(names(visibleRows(tree, folding))).toBe('gateway orders SELECT PutItem render worker')
})

it.each([
  [allOpen, ''],
  [allFolded, 'all'],
  [setFolded(tree, allOpen, 1, true), 'orders'],
  [reveal(tree, allFolded, 3), 'all.gateway.orders'],
])('goes through the URL and back', (folding, text) => {
  expect(foldingText(folding)).toBe(text)
  expect(foldingFrom(text)).toEqual(folding)
})

it('keeps chosen rows with the way to them', () => {
  const only = withAncestors(tree, [3, 6])
  expect(names(visibleRows(tree, allOpen, only))).toBe('gateway orders PutItem worker poll')
})
