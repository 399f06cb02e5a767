/**
 * X-Ray's patterns: `*` stands for anything, `?` for one character; letters of either case.
 * Linear in text x stars: on a mismatch only the last star is tried again, one character further.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase()
  const given = text.toLowerCase()
  let at = 0
  let star = -1
  let resume = 0
  let index = 0
  while (index < given.length) {
    if (wanted[at] === '*') {
      star = at++
      resume = index
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[index])) {
      at++
      index++
    } else if (star >= 0) {
      at = star + 1
      index = ++resume
    } else return false
  }
  while (wanted[at] === '*') at++
  return at === wanted.length
}
