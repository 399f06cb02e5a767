/**
 * `roentgen import FILE...`: traces out of files, into the running service. Says of each file what was taken, what was left, and why.
 * Exit code 0: all taken; 3: some left; 1: nothing taken, or no service.
 */
import { resolve } from 'node:path'
import { type FileContents, type Left, readTraceFile, shifted } from '@roentgen/translate'
import { type Options, UsageError } from '../options.ts'
import { bytesOf } from './read.ts'
import { sendDocuments } from './send.ts'
import { parseShift, secondsOf } from './shift.ts'

type Part = { readonly file: string; readonly contents: FileContents }

export async function importFiles(
  options: Options,
  files: readonly string[],
  cwd: string,
  write: (text: string) => void,
): Promise<0 | 1 | 3> {
  if (files.length === 0) throw new UsageError('Which file? roentgen import FILE... ("-" is standard input)')
  const shift = parseShift(options.shift)
  const service = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${options.xrayPort}`
  await mustAnswer(service)
  const parts: Part[] = []
  for (const file of files) parts.push({ file, contents: await contentsOf(file, cwd, options) })
  const seconds = secondsOf(
    shift,
    parts.flatMap(({ contents }) => contents.documents),
    Date.now() / 1000,
  )
  let taken = 0
  let lost = 0
  for (const part of parts) {
    const result = await send(service, part, seconds)
    write(sentencesOf(part, result))
    taken += result.taken
    lost += result.left.filter(({ again }) => again !== true).length
  }
  if (seconds !== 0 && taken > 0) write(`All times were moved by ${seconds} seconds.\n`)
  return taken === 0 ? 1 : lost === 0 ? 0 : 3
}

async function mustAnswer(service: string): Promise<void> {
  try {
    if ((await fetch(`${service}/healthz`, { signal: AbortSignal.timeout(10_000) })).ok) return
  } catch (cause) {
    throw new Error(
      `Roentgen does not answer at ${service}. Start it with: roentgen up      or say where it is with --host and --xray-port`,
      { cause },
    )
  }
  throw new Error(`What answers at ${service} is not Roentgen.`)
}

/** A file that cannot be read is one thing left of many files. */
async function contentsOf(file: string, cwd: string, options: Options): Promise<FileContents> {
  const keys = options.otlpIndexed.split(',').map((key) => key.trim())
  try {
    const bytes = await bytesOf(file === '-' ? file : resolve(cwd, file))
    return readTraceFile(bytes, { indexed: keys.includes('*') ? 'all' : new Set(keys.filter((key) => key !== '')) })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return { formats: [], documents: [], left: [{ id: null, reason }] }
  }
}

type Result = { readonly taken: number; readonly traces: number; readonly left: readonly Left[] }

async function send(service: string, { contents }: Part, seconds: number): Promise<Result> {
  const documents = contents.documents.map(
    (one): Record<string, unknown> => (seconds === 0 ? { ...one } : shifted({ ...one }, seconds)),
  )
  const refused = await sendDocuments(service, documents)
  const traces = new Set(documents.map((document) => document.trace_id)).size
  return { taken: documents.length - refused.length, traces, left: [...contents.left, ...refused] }
}

const mostReasons = 20

function sentencesOf({ file, contents }: Part, { taken, traces, left }: Result): string {
  const name = file === '-' ? 'standard input' : file
  const format = contents.formats.length === 0 ? 'no known format' : contents.formats.join(', ')
  const lines = [
    `${name}: ${format}. ${countOf(taken, 'document')} of ${countOf(traces, 'trace')} taken, ${left.length} left.`,
  ]
  const byReason = grouped(left)
  for (const [reason, some] of [...byReason].slice(0, mostReasons)) {
    const id = some.find((one) => one.id !== null)?.id
    lines.push(
      `  left ${some.length}: ${reason}${id === undefined ? '' : ` (${some.length > 1 ? 'the first: ' : ''}${id})`}`,
    )
  }
  if (byReason.size > mostReasons) lines.push(`  and for ${byReason.size - mostReasons} more reasons`)
  return `${lines.join('\n')}\n`
}

function grouped(left: readonly Left[]): Map<string, Left[]> {
  const groups = new Map<string, Left[]>()
  for (const one of left) {
    const group = groups.get(one.reason)
    if (group === undefined) groups.set(one.reason, [one])
    else group.push(one)
  }
  return groups
}

const countOf = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
