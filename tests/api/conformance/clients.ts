/** Two SDKs behind one form: an operation by its name and input, answered with its output or with the error as the SDK tells it. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import * as sdk from '@aws-sdk/client-xray'
import type { OperationName } from '../../../apps/xray/src/api/model.ts'
import { clientOf } from '../running.ts'

export type Input = Readonly<Record<string, unknown>>
export type Answer =
  | {
      readonly ok: true
      readonly output: Readonly<Record<string, unknown>>
      /** Where the reply departs from the published model. */
      readonly problems: readonly string[]
    }
  | { readonly ok: false; readonly error: string; readonly status: number; readonly message: string }

export type Client = {
  readonly name: string
  readonly call: (operation: OperationName, input: Input) => Promise<Answer>
  readonly close: () => void
}

type AnyCommand = new (input: Input) => Parameters<sdk.XRayClient['send']>[0]

/** By its name in the SDK; the compiler cannot follow a name that is put together. */
const commandOf = (operation: OperationName) =>
  (sdk as unknown as Readonly<Record<string, AnyCommand>>)[`${operation}Command`] as AnyCommand

export function javascript(url: string): Client {
  const client = clientOf(url, 1)
  return {
    name: '@aws-sdk/client-xray',
    call: async (operation, input) => {
      try {
        const { $metadata: _, ...output } = await client.send(new (commandOf(operation))(withDates(input)))
        return { ok: true, output: output as Readonly<Record<string, unknown>>, problems: [] }
      } catch (error) {
        if (!(error instanceof sdk.XRayServiceException)) throw error
        const modelled = error.name in sdk
        const { name, message, $metadata } = error
        return { ok: false, error: modelled ? name : `(${name})`, status: $metadata.httpStatusCode ?? 0, message }
      }
    },
    close: () => client.destroy(),
  }
}

const timestamps = new Set(['StartTime', 'EndTime', 'Timestamp'])

/** The table writes epoch seconds, the SDK wants dates. */
function withDates(input: Input): Input {
  const dated = (name: string, value: unknown): unknown => {
    if (timestamps.has(name) && typeof value === 'number') return new Date(value * 1000)
    if (Array.isArray(value)) return value.map((one) => dated('', one))
    return typeof value === 'object' && value !== null ? withDates(value as Input) : value
  }
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, dated(name, value)]))
}

/** Null when this machine has no python3 with boto3. */
export async function boto3(url: string): Promise<Client | null> {
  if (spawnSync('python3', ['-c', 'import boto3']).status !== 0) return null
  const driver = spawn('python3', [new URL('boto3_driver.py', import.meta.url).pathname, url])
  const lines = createInterface({ input: driver.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<Record<string, unknown>> => {
    const line = await lines.next()
    if (line.done) throw new Error('the boto3 driver ended')
    return JSON.parse(line.value) as Record<string, unknown>
  }
  driver.stderr.pipe(process.stderr)
  const { version } = await next()
  let last: Promise<unknown> = Promise.resolve()
  return {
    name: `boto3 ${version}`,
    call: (operation, input) => {
      const turn = last.then(async () => answerOf(await asked(driver, { operation, input }, next)))
      last = turn.catch(() => {})
      return turn
    },
    close: () => driver.stdin.end(),
  }
}

function asked(
  driver: ChildProcessWithoutNullStreams,
  question: object,
  next: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  driver.stdin.write(`${JSON.stringify(question)}\n`)
  return next()
}

function answerOf(said: Record<string, unknown>): Answer {
  if (said.failed !== undefined) throw new Error(`boto3: ${String(said.failed)}`)
  if (said.error === undefined)
    return {
      ok: true,
      output: said.output as Readonly<Record<string, unknown>>,
      problems: said.problems as readonly string[],
    }
  const name = String(said.error)
  return {
    ok: false,
    error: said.modelled === true ? name : `(${name})`,
    status: Number(said.status),
    message: String(said.message),
  }
}
