import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import { ApiError } from '../api/errors.ts'
import { BodyBudget } from './budget.ts'

const mebibyte = 1024 * 1024

/** Of this process, whatever the number of its ports. */
export const bodies = new BodyBudget(96 * mebibyte)

/**
 * The whole body, unpacked. Bounded before and after unpacking (a small gzip may hold a large one), and together with the bodies
 * of all other requests: what does not fit is refused with its rest unread.
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const unpack = unpackerOf(request.headers['content-encoding']?.trim().toLowerCase() ?? '')
  try {
    const announced = Number(request.headers['content-length'] ?? 0)
    if (announced > limitBytes) throw tooLarge(limitBytes)
    bodies.expect(request, announced)
    // To leave the loop must not cut the connection: the sender would hear of a broken line, and try again.
    const arriving: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
    const raw = await gathered(request, arriving, limitBytes)
    if (unpack === null) return raw
    return await gathered(request, Readable.from([raw]).pipe(unpack.stream()), limitBytes).catch((cause: unknown) => {
      if (cause instanceof ApiError) throw cause
      throw new ApiError('SerializationException', `The body is not valid ${unpack.name}.`, { cause })
    })
  } catch (error) {
    leaveUnread(request)
    if (error instanceof ApiError || !request.destroyed) throw error
    throw new ApiError('SerializationException', 'The request ended before its body did.', { cause: error })
  }
}

async function gathered(
  request: IncomingMessage,
  arriving: AsyncIterable<Buffer>,
  limitBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of arriving) {
    size += chunk.length
    if (size > limitBytes) throw tooLarge(limitBytes)
    bodies.take(request, chunk.length)
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
}

function unpackerOf(
  encoding: string,
): { name: string; stream: () => NodeJS.ReadWriteStream & AsyncIterable<Buffer> } | null {
  if (encoding === '' || encoding === 'identity') return null
  if (encoding === 'gzip') return { name: encoding, stream: createGunzip }
  if (encoding === 'deflate') return { name: encoding, stream: createInflate }
  throw new ApiError('SerializationException', `Content-Encoding "${encoding.slice(0, 100)}" is not supported.`)
}

/** So long the rest of a refused body is thrown away as it comes, so that its sender reads the answer and not of a broken line. */
const lingerMs = 2_000

/** Nothing of it is kept; a sender that does not end is cut off. */
function leaveUnread(request: IncomingMessage): void {
  if (request.complete) return
  request.resume()
  const late = setTimeout(() => request.destroy(), lingerMs)
  request.once('close', () => clearTimeout(late))
}

const tooLarge = (limitBytes: number) =>
  new ApiError('RequestEntityTooLarge', `The request is larger than ${limitBytes} bytes.`)
