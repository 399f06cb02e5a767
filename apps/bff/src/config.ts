/** `roentgen.yaml`: sources, objectives, services and crowds. What stands here wins over what is set on a page. Its schema is in docs/configuration.md. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ExternalRule } from '@roentgen/contract'
import { type Objective, parseObjectives } from '@roentgen/slo'
import { parse, YAMLParseError } from 'yaml'
import { type LockedRule, parseExternal, parseServices } from './names/from-config.ts'
import { parseSource, type SourceSpec } from './source/spec.ts'

export type Config = {
  /** Absent: there is no file. */
  readonly path: string | null
  readonly sources: readonly SourceSpec[]
  readonly objectives: readonly Objective[]
  /** What people call services, in order. */
  readonly services: readonly LockedRule[]
  /** Which hosts outside are one crowd. */
  readonly external: readonly ExternalRule[]
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

export const noConfig: Config = { path: null, sources: [], objectives: [], services: [], external: [] }
const known = ['sources', 'objectives', 'services', 'external']

/** `path` given: it must be there. Not given: `./roentgen.yaml` when there is one. */
export function loadConfig(path: string | null, cwd: string): Config {
  const file = resolve(cwd, path || 'roentgen.yaml')
  if (!existsSync(file)) {
    if (path) throw new ConfigError(`The configuration file ${file} does not exist.`)
    return noConfig
  }
  return parseConfig(readFileSync(file, 'utf8'), file)
}

export function parseConfig(text: string, path: string): Config {
  let config: unknown
  try {
    config = parse(text)
  } catch (error) {
    if (error instanceof YAMLParseError) throw new ConfigError(`${path}: ${error.message}`, { cause: error })
    throw error
  }
  if (config === null || config === undefined) return { ...noConfig, path }
  if (typeof config !== 'object' || Array.isArray(config)) {
    throw new ConfigError(`${path}: expected a mapping with ${known.map((key) => `"${key}"`).join(', ')}`)
  }
  const problems = Object.keys(config)
    .filter((key) => !known.includes(key))
    .map((key) => `unknown key "${key}" (known: ${known.join(', ')})`)
  const { sources, objectives, services, external }: Record<string, unknown> = { ...config }
  const parsed = parseObjectives(objectives)
  if (!parsed.ok) problems.push(...parsed.problems)
  const specs = parseSources(sources, problems)
  const labels = parseServices(services, problems)
  const crowds = parseExternal(external, problems)
  if (problems.length > 0) throw new ConfigError(`${path}:\n  ${problems.join('\n  ')}`)
  return { path, sources: specs, objectives: parsed.ok ? parsed.objectives : [], services: labels, external: crowds }
}

function parseSources(sources: unknown, problems: string[]): SourceSpec[] {
  if (sources === undefined || sources === null) return []
  if (!Array.isArray(sources)) {
    problems.push('sources: expected a list')
    return []
  }
  const specs: SourceSpec[] = []
  sources.forEach((entry: unknown, index) => {
    const at = `sources[${index}]`
    const mapping: Record<string, unknown> | null =
      typeof entry === 'string'
        ? { source: entry }
        : typeof entry === 'object' && entry !== null && !Array.isArray(entry)
          ? { ...entry }
          : null
    const text = mapping?.source
    if (!mapping || typeof text !== 'string') {
      problems.push(`${at}: expected "own", "aws:REGION[:PROFILE]", "xray:URL", or a mapping with "source"`)
      return
    }
    const spec = parseSource(text)
    if (!spec) {
      problems.push(`${at}.source: "${text}" is not own, aws:REGION[:PROFILE] or xray:URL`)
      return
    }
    const { label, maxTraces } = mapping
    if (label !== undefined && typeof label !== 'string') problems.push(`${at}.label: expected a text`)
    const most = maxTraces === undefined ? undefined : Number(maxTraces)
    if (most !== undefined && !(Number.isInteger(most) && most > 0)) {
      problems.push(`${at}.maxTraces: expected a whole number above 0`)
    }
    for (const key of Object.keys(mapping)) {
      if (!['source', 'label', 'maxTraces'].includes(key)) problems.push(`${at}: unknown key "${key}"`)
    }
    specs.push({
      ...spec,
      ...(typeof label === 'string' ? { label } : {}),
      ...(most === undefined ? {} : { maxTraces: most }),
    })
  })
  return specs
}
