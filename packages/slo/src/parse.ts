import type { Objective } from './objective.ts'

export type ParsedObjectives =
  | { readonly ok: true; readonly objectives: Objective[] }
  | { readonly ok: false; readonly problems: string[] }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** 0.995, `"99.5%"`, or 99.5 (nobody means 9950 %); null for anything else. */
function parseTarget(value: unknown): number | null {
  if (typeof value === 'string') {
    const match = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(value)
    return match ? inRange(Number(match[1]) / 100) : null
  }
  if (typeof value !== 'number') return null
  return inRange(value > 1 ? value / 100 : value)
}

const inRange = (share: number): number | null => (share > 0 && share <= 1 ? Number(share.toPrecision(12)) : null)

/** Seconds as a number, or `500ms`, `1.5s`, `2m`. */
function parseLatency(value: unknown): number | null {
  if (typeof value === 'number') return value > 0 && Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m)\s*$/.exec(value)
  if (!match) return null
  const seconds = (Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[match[2] as 'ms' | 's' | 'm']) / 1000
  return seconds > 0 ? seconds : null
}

const known = new Set(['name', 'node', 'type', 'target', 'latency'])

function parseOne(entry: unknown, at: string, problems: string[]): Objective | null {
  if (!isRecord(entry)) {
    problems.push(`${at}: expected a mapping with name, node and target`)
    return null
  }
  const before = problems.length
  for (const key of Object.keys(entry)) {
    if (!known.has(key)) problems.push(`${at}: unknown key "${key}" (known: ${[...known].join(', ')})`)
  }
  const { name, node, type, target, latency } = entry
  if (typeof node !== 'string' || node === '') problems.push(`${at}.node: expected the name of a node on the map`)
  if (name !== undefined && (typeof name !== 'string' || name === '')) problems.push(`${at}.name: expected a text`)
  if (type !== undefined && typeof type !== 'string') {
    problems.push(`${at}.type: expected a node type such as "AWS::EC2::Instance"`)
  }
  const share = parseTarget(target)
  if (share === null) {
    problems.push(`${at}.target: expected a share above 0 and up to 1, such as 0.995 or "99.5%"`)
  }
  const seconds = latency === undefined || latency === null ? null : parseLatency(latency)
  if (latency !== undefined && latency !== null && seconds === null) {
    problems.push(`${at}.latency: expected seconds (0.5) or a text such as "500ms"`)
  }
  if (problems.length > before || typeof node !== 'string' || share === null) return null
  return {
    name: typeof name === 'string' ? name : node,
    node: typeof type === 'string' ? { name: node, type } : { name: node },
    target: share,
    latency: seconds,
  }
}

/** The `objectives` of a configuration file, already read from YAML or JSON. All problems are listed, not only the first. */
export function parseObjectives(config: unknown): ParsedObjectives {
  if (config === undefined || config === null) return { ok: true, objectives: [] }
  if (!Array.isArray(config)) return { ok: false, problems: ['objectives: expected a list'] }
  const problems: string[] = []
  const objectives: Objective[] = []
  const names = new Map<string, number>()
  config.forEach((entry: unknown, index) => {
    const objective = parseOne(entry, `objectives[${index}]`, problems)
    if (!objective) return
    const earlier = names.get(objective.name)
    if (earlier !== undefined) {
      problems.push(`objectives[${index}].name: "${objective.name}" is taken by objectives[${earlier}]`)
    }
    names.set(objective.name, index)
    objectives.push(objective)
  })
  return problems.length === 0 ? { ok: true, objectives } : { ok: false, problems }
}
