/** Bytes of a file or of standard input, unpacked. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const mostBytes = 1024 ** 3

/** `-`: standard input. Throws with a sentence that names the file. */
export async function bytesOf(file: string): Promise<Uint8Array> {
  const bytes = file === '-' ? await standardInput() : fileBytes(file)
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes })
  } catch (cause) {
    throw new Error(`${file} cannot be unpacked: ${words(cause)}`, { cause })
  }
}

function fileBytes(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${words(cause)}`, { cause })
  }
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

const words = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
