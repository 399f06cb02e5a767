/** Stack traces as the languages print them -> X-Ray frames. A line that is not understood is left out. */
type Frame = { path?: string; line?: number; label?: string }

type FrameRule = {
  readonly pattern: RegExp
  readonly newestLast?: boolean
  readonly frame: (match: RegExpMatchArray) => Frame
}

const lineOf = (text: string | undefined) => (text === undefined ? {} : { line: Number(text) })

const rules: Readonly<Record<string, FrameRule>> = {
  java: {
    pattern: /^[ \t]*at (.+)\(([^():]+)(?::(\d+))?\)$/gm,
    frame: ([, label, path, line]) => ({ path, label, ...lineOf(line) }),
  },
  python: {
    pattern: /^[ \t]*File "(.+)", line (\d+), in (.+)$/gm,
    newestLast: true,
    frame: ([, path, line, label]) => ({ path, label, ...lineOf(line) }),
  },
  javascript: {
    pattern: /^[ \t]*at (?:(.+) \()?(.+?):(\d+):\d+\)?$/gm,
    frame: ([, label, path, line]) => ({ path, label: label ?? '', ...lineOf(line) }),
  },
  dotnet: {
    pattern: /^[ \t]*at (.+?)(?: in (.+):line (\d+))?$/gm,
    frame: ([, label, path, line]) => ({ path: path ?? '', label, ...lineOf(line) }),
  },
  php: {
    pattern: /^(?:#\d+ |[ \t]*at )?(?:(.+)\()?([^()\s]+\.php)[(:](\d+)\)?(?:: (.+))?\)?$/gm,
    frame: ([, before, path, line, after]) => ({ path, label: after ?? before ?? '', ...lineOf(line) }),
  },
  go: {
    pattern: /^(\S.*)\(.*\)(?:\n\t(\S+):(\d+).*)$/gm,
    frame: ([, label, path, line]) => ({ path, label, ...lineOf(line) }),
  },
}

const aliases: Readonly<Record<string, string>> = { nodejs: 'javascript', webjs: 'javascript', csharp: 'dotnet' }

/** The patterns take the square of a line's length at worst: what no language prints is not looked at. */
const longestLine = 400
const mostLines = 1_200

export function stackOf(text: string, language: string | null): Frame[] {
  if (text === '' || language === null) return []
  const rule = rules[aliases[language] ?? language]
  if (rule === undefined) return []
  const lines = text.split('\n')
  const near = rule.newestLast ? lines.slice(-mostLines) : lines.slice(0, mostLines)
  const readable = near.map((line) => (line.length > longestLine ? '' : line)).join('\n')
  const frames = [...readable.matchAll(rule.pattern)].map(rule.frame)
  return rule.newestLast ? frames.reverse() : frames
}
