/** How well a name answers what was typed. Pure; case and accents do not count. */

/** A name as it is searched: letters, and where its words begin (after anything else, and at a hump of `camelCase`). */
type Folded = { readonly text: string; readonly starts: ReadonlySet<number> }

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '')

const folded = new Map<string, Folded>()

function fold(name: string): Folded {
  const known = folded.get(name)
  if (known) return known
  const text = plain(name)
  const starts = new Set<number>()
  const isWord = /[\p{L}\p{N}]/u
  for (let i = 0; i < text.length; i++) {
    const [before = '', here = ''] = [text[i - 1], text[i]]
    const hump = /\p{Ll}/u.test(before) && /\p{Lu}/u.test(here)
    if (isWord.test(here) && (hump || !isWord.test(before))) starts.add(i)
  }
  const made = { text: text.toLowerCase(), starts }
  // A palette is asked for the same names with every letter; of other windows' names nothing need be kept.
  if (folded.size > 20_000) folded.clear()
  folded.set(name, made)
  return made
}

const classes = { exact: 0, prefix: 1000, wordStart: 2000, inside: 3000, letters: 4000 } as const
const short = (value: number): number => Math.min(value, 400)

/** Smaller is better; null: not at all. Exact, then the beginning, then the beginning of a word, then anywhere, then its letters in order. */
export function score(query: string, name: string): number | null {
  const wanted = plain(query).toLowerCase().trim()
  const { text, starts } = fold(name)
  if (wanted === '') return classes.exact
  const rest = short(text.length - wanted.length)
  if (text === wanted) return classes.exact
  if (text.startsWith(wanted)) return classes.prefix + rest
  let inside: number | null = null
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (starts.has(at)) return classes.wordStart + short(at) + rest / 1000
    inside ??= classes.inside + short(at) + rest / 1000
  }
  if (inside !== null) return inside
  return wordsScore(wanted, name) ?? lettersScore(wanted, text, starts)
}

/** Every word by itself, in any order: `api orders` finds `orders-api`. */
function wordsScore(wanted: string, name: string): number | null {
  const words = wanted.split(/\s+/)
  if (words.length < 2) return null
  let worst = 0
  for (const word of words) {
    const one = score(word, name)
    if (one === null || one >= classes.letters) return null
    worst = Math.max(worst, one)
  }
  return Math.max(worst, classes.wordStart) + 500
}

/** `ordapi` finds `orders-api`: from the beginning of a word on, and not scattered over the whole of a long name. */
function lettersScore(wanted: string, text: string, starts: ReadonlySet<number>): number | null {
  if (wanted.length < 2) return null
  let best: number | null = null
  for (const start of starts) {
    if (text[start] !== wanted[0]) continue
    let at = start
    let found = 1
    for (; found < wanted.length && at >= 0; found++) at = text.indexOf(wanted[found] ?? '', at + 1)
    if (at < 0) continue
    const span = at - start + 1 - wanted.length
    if (span <= Math.max(8, wanted.length * 3))
      best = Math.min(best ?? Number.POSITIVE_INFINITY, span * 10 + short(start))
  }
  return best === null ? null : classes.letters + best
}

export type Ranked<T> = { readonly entry: T; readonly score: number }

/** The best first; equals stay in the order they came. Names after the first count a little less. */
export function ranked<T extends { readonly names: readonly string[] }>(
  query: string,
  entries: readonly T[],
): Ranked<T>[] {
  const found: Ranked<T>[] = []
  for (const entry of entries) {
    let best: number | null = null
    for (const [i, name] of entry.names.entries()) {
      const one = score(query, name)
      if (one === null) continue
      const weighed = one + (i === 0 ? 0 : 0.5)
      if (best === null || weighed < best) best = weighed
    }
    if (best !== null) found.push({ entry, score: best })
  }
  return found.sort((a, b) => a.score - b.score)
}
