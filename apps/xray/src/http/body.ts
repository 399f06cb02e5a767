import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip as gunzipCallback, inflate as inflateCallback } from 'node:zlib'
import { ApiError } from '../api/errors.ts'

const gunzip = promisify(gunzipCallback)
const inflate = promisify(inflateCallback)

/** The whole body, unpacked. Bounded before and after unpacking: a small gzip may hold a large one. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // To leave the loop must not cut the connection: the sender would hear of a broken line, and try again.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limitBytes) break
    chunks.push(chunk)
  }
  if (size > limitBytes) {
    // The rest is thrown away, so that the connection can be used again.
    request.resume()
    throw tooLarge(limitBytes)
  }
  const raw = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
  const encoding = request.headers['content-encoding']?.trim().toLowerCase()
  if (encoding === undefined || encoding === '' || encoding === 'identity') return raw
  const unpack = encoding === 'gzip' ? gunzip : encoding === 'deflate' ? inflate : null
  if (unpack === null) throw new ApiError('SerializationException', `Content-Encoding "${encoding}" is not supported.`)
  try {
    return await unpack(raw, { maxOutputLength: limitBytes })
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(limitBytes)
    throw new ApiError('SerializationException', `The body is not valid ${encoding}.`, { cause })
  }
}

const tooLarge = (limitBytes: number) =>
  new ApiError('RequestEntityTooLarge', `The request is larger than ${limitBytes} bytes.`)
