/** The ways in, each as one function: spans or a file to a running service, resolving with the documents that were taken. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, credentials } from '@grpc/grpc-js'
import { traceExportPath } from '@roentgen/translate'
import { importFiles } from '../../apps/cli/src/import/import.ts'
import { parseOptions } from '../../apps/cli/src/options.ts'
import { encodeTraceRequest } from '../../packages/translate/src/otlp/testing.ts'
import type { Running } from '../api/running.ts'

/** Many small requests as one: what a collector's batch is. */
const batched = (requests: readonly object[], size = 400): object[] => {
  const batches: object[] = []
  for (let at = 0; at < requests.length; at += size)
    batches.push({ resourceSpans: requests.slice(at, at + size).flatMap((one) => Reflect.get(one, 'resourceSpans')) })
  return batches
}

export async function byHttp(
  running: Running,
  requests: readonly object[],
  form: 'json' | 'x-protobuf',
): Promise<void> {
  for (const batch of batched(requests)) {
    const body = form === 'json' ? JSON.stringify(batch) : Buffer.from(encodeTraceRequest(batch))
    const headers = { 'content-type': `application/${form}` }
    const response = await fetch(`${running.otlpUrl}/v1/traces`, { method: 'POST', headers, body })
    const answer = Buffer.from(await response.arrayBuffer())
    if (response.status !== 200 || answer.toString() !== (form === 'json' ? '{}' : ''))
      throw new Error(`${response.status} ${answer.toString()}`)
  }
}

export async function byGrpc(running: Running, requests: readonly object[]): Promise<void> {
  const client = new Client((running.otlpGrpcUrl ?? '').replace('http://', ''), credentials.createInsecure())
  const same = (bytes: Buffer) => bytes
  try {
    for (const batch of batched(requests))
      await new Promise<void>((resolve, reject) =>
        client.makeUnaryRequest(traceExportPath, same, same, Buffer.from(encodeTraceRequest(batch)), (error, reply) => {
          if (error !== null) reject(error)
          else if (reply === undefined || reply.length > 0) reject(new Error(`partial: ${String(reply)}`))
          else resolve()
        }),
      )
  } finally {
    client.close()
  }
}

export type Imported = { readonly code: number; readonly said: string }

export async function byFile(
  running: Running,
  files: readonly string[],
  ...flags: readonly string[]
): Promise<Imported> {
  let said = ''
  const options = parseOptions(['--xray-port', String(running.port), ...flags], {}, '/')
  const code = await importFiles(options, files, process.cwd(), (text) => {
    said += text
  })
  return { code, said }
}

/** A file of one's own for the length of a test. */
export async function withFile<T>(bytes: string | Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'roentgen-import-'))
  try {
    writeFileSync(join(folder, 'traces'), bytes)
    return await use(join(folder, 'traces'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
