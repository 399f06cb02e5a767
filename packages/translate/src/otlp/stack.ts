/** Stack traces as the languages print them -> X-Ray frames. A line that is not understood is left out. */
type Frame = { path?: string; line?: number; label?: string }

/** One exception of a printed trace. What the first one was is told beside the trace. */
export type ParsedStack = {
  readonly type: string | null
  readonly message: string | null
  readonly frames: readonly Frame[]
  /** Frames that the language left out itself (`... 12 more`). */
  readonly truncated?: number
}

type FrameRule = {
  readonly pattern: RegExp
  readonly newestLast?: boolean
  readonly frame: (match: RegExpMatchArray) => Frame
  /** The text of each exception, the outermost first. */
  readonly parts?: (text: string) => readonly string[]
  /** First line of an exception that caused another. */
  readonly head?: RegExp
}

const lineOf = (text: string | undefined) => (text === undefined ? {} : { line: Number(text) })

const pythonBetween =
  /\n{1,3}[ \t]{0,40}(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)\n/

const rules: Readonly<Record<string, FrameRule>> = {
  java: {
    // One tab: those of suppressed exceptions stand deeper.
    pattern: /^(?:\t| {1,8})at ([^()\n]+)\(([^():\n]+)(?::(\d+))?\)$/gm,
    // A module or class loader stands before a slash.
    frame: ([, label, path, line]) => ({ path, label: label?.slice(label.lastIndexOf('/') + 1), ...lineOf(line) }),
    parts: (text) => text.split(/\n(?=Caused by: )/),
    head: /^Caused by: ([^:\n]+)(?:: ([^\n]*))?/,
  },
  python: {
    pattern: /^[ \t]*File "(.+)", line (\d+), in (.+)$/gm,
    newestLast: true,
    frame: ([, path, line, label]) => ({ path, label, ...lineOf(line) }),
    parts: (text) => text.split(pythonBetween).reverse(),
    // The last line that is not indented names the exception.
    head: /\n([A-Za-z_][\w.]*)(?:: ([^\n]*))?\s*$/,
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

const aliases: ReadonlyMap<string, string> = new Map([
  ['nodejs', 'javascript'],
  ['webjs', 'javascript'],
  ['csharp', 'dotnet'],
])

/** The patterns take the square of a line's length at worst: what no language prints is not looked at. */
const longestLine = 400
const mostText = 256 * 1024
const mostLines = 1_200
const mostCauses = 20

/** The exception's own part first, then those that caused it. Empty for a language that is not known. */
export function stackOf(text: string, language: string | null): ParsedStack[] {
  if (text === '' || language === null) return []
  const name = aliases.get(language) ?? language
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
  if (rule === undefined) return []
  const readable = readableOf(text, rule.newestLast === true)
  const parts = rule.parts?.(readable) ?? [readable]
  return parts.slice(0, mostCauses).map((part) => parsed(part, rule))
}

function readableOf(text: string, newestLast: boolean): string {
  const within = newestLast ? text.slice(-mostText) : text.slice(0, mostText)
  const lines = within.split(/\r?\n/)
  const near = newestLast ? lines.slice(-mostLines) : lines.slice(0, mostLines)
  return near.map((line) => (line.length > longestLine ? '' : line)).join('\n')
}

function parsed(part: string, rule: FrameRule): ParsedStack {
  const frames = [...part.matchAll(rule.pattern)].map(rule.frame)
  const head = rule.head?.exec(part)
  const more = /^[ \t]*\.\.\. (\d+) more$/m.exec(part)?.[1]
  return {
    type: head?.[1] ?? null,
    message: head?.[2] ?? null,
    frames: rule.newestLast ? frames.reverse() : frames,
    ...(more === undefined ? {} : { truncated: Number(more) }),
  }
}
