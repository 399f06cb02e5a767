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
    pattern: /^\s*at (.+)\(([^():]+)(?::(\d+))?\)$/gm,
    frame: ([, label, path, line]) => ({ path, label, ...lineOf(line) }),
  },
  python: {
    pattern: /^\s*File "(.+)", line (\d+), in (.+)$/gm,
    newestLast: true,
    frame: ([, path, line, label]) => ({ path, label, ...lineOf(line) }),
  },
  javascript: {
    pattern: /^\s*at (?:(.+) \()?(.+?):(\d+):\d+\)?$/gm,
    frame: ([, label, path, line]) => ({ path, label: label ?? '', ...lineOf(line) }),
  },
  dotnet: {
    pattern: /^\s*at (.+?)(?: in (.+):line (\d+))?$/gm,
    frame: ([, label, path, line]) => ({ path: path ?? '', label, ...lineOf(line) }),
  },
  php: {
    pattern: /^(?:#\d+ |\s*at )?(?:(.+)\()?([^()\s]+\.php)[(:](\d+)\)?(?:: (.+))?\)?$/gm,
    frame: ([, before, path, line, after]) => ({ path, label: after ?? before ?? '', ...lineOf(line) }),
  },
  go: {
    pattern: /^(\S.*)\(.*\)(?:\n\t(\S+):(\d+).*)$/gm,
    frame: ([, label, path, line]) => ({ path, label, ...lineOf(line) }),
  },
}

const aliases: Readonly<Record<string, string>> = { nodejs: 'javascript', webjs: 'javascript', csharp: 'dotnet' }

export function stackOf(text: string, language: string | null): Frame[] {
  if (text === '' || language === null) return []
  const rule = rules[aliases[language] ?? language]
  if (rule === undefined) return []
  const frames = [...text.matchAll(rule.pattern)].map(rule.frame)
  return rule.newestLast ? frames.reverse() : frames
}
