/**
 * Breaks a statement into lines a person can read: one clause a line, conditions indented, nothing rewritten.
 * It knows strings and comments well enough not to break inside them, and no dialect.
 */
const clauses =
  /^(select|from|where|group by|order by|having|limit|offset|union all|union|values|set|returning|on conflict|on duplicate key update|insert into|update|delete from|with)\b/i
const joins = /^((?:natural |left |right |full |inner |outer |cross )*join)\b/i
const conditions = /^(and|or)\b/i
const atoms = /^(?:'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`[^`]*`?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[A-Za-z_][\w$]*|\s+|.)/

export function formatSql(sql: string): string {
  const text = sql.trim()
  // A statement that comes with its own lines was laid out by somebody already.
  if (text.includes('\n')) return text
  const lines: string[] = []
  let line = ''
  let depth = 0
  let rest = text
  let between = false
  const breakLine = (indent: number) => {
    if (line.trim()) lines.push(line.trimEnd())
    line = '  '.repeat(indent)
  }
  while (rest) {
    // Inside parentheses only a sub-select is worth lines of its own; here it stays with its parentheses.
    const clause = depth === 0 ? clauses.exec(rest)?.[1] : undefined
    const join = depth === 0 ? joins.exec(rest)?.[1] : undefined
    const condition = depth === 0 ? conditions.exec(rest)?.[1] : undefined
    const word = clause ?? join ?? condition
    if (word && condition && between && /^and$/i.test(word)) {
      between = false
      line += word
    } else if (word) {
      breakLine(clause ? 0 : 1)
      line += word
    } else {
      const atom = atoms.exec(rest)?.[0] ?? rest[0] ?? ''
      if (/^between$/i.test(atom)) between = true
      if (atom === '(') depth += 1
      if (atom === ')') depth = Math.max(0, depth - 1)
      line += /^\s+$/.test(atom) ? (line.trim() ? ' ' : '') : atom
      rest = rest.slice(atom.length)
      continue
    }
    rest = rest.slice(word.length)
  }
  breakLine(0)
  return lines.join('\n')
}
