import type { IncomingMessage } from 'node:http'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export type Answer = { status: number; body: Json; headers?: Record<string, string> }

export const ok = (body: Json): Answer => ({ status: 200, body })
export const refuse = (status: number, error: string): Answer => ({ status, body: { error } })

/** A callee answered with a fault; `status` is what we answer in turn. */
export class UpstreamError extends Error {
  override name = 'UpstreamError'
  readonly status: number
  constructor(message: string, status = 502) {
    super(message)
    this.status = status
  }
}

export async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

export function parseBody(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

export function field(body: Json, name: string): Json {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body[name] ?? null) : null
}

export const text = (value: Json): string => (typeof value === 'string' ? value : '')
export const number = (value: Json): number => (typeof value === 'number' ? value : 0)
export const list = (value: Json): Json[] => (Array.isArray(value) ? value : [])
