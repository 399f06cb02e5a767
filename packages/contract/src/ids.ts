/** Node and edge ids as they stand in URLs: readable, reversible, the same for every viewer. */
import type { NodeKey } from '@roentgen/trace'

function part(text: string): string {
  if (plain.test(text)) return text
  const known = encoded.get(text)
  if (known !== undefined) return known
  const made = encodeURIComponent(text).replaceAll('~', '%7E')
  // Types are few and come again and again, a large map writes each ten thousand times.
  if (encoded.size < 1000) encoded.set(text, made)
  return made
}
const plain = /^[\w.-]*$/
const encoded = new Map<string, string>()

/**
 * `orders~AWS%3A%3AEC2%3A%3AInstance`; trailing empty parts are left out. A service may be named as a member of every object
 * (`constructor`): its id keeps one `~`, so that records can be kept by id.
 */
export function nodeId({ name, type, account }: NodeKey): string {
  // Put together without lists: a large map makes tens of thousands.
  const id = account
    ? `${part(name)}~${part(type ?? '')}~${part(account)}`
    : type
      ? `${part(name)}~${part(type)}`
      : part(name)
  return id in Object.prototype ? `${id}~` : id
}

/** null for text that no `nodeId` could have made. */
export function parseNodeId(id: string): NodeKey | null {
  const parts = id.split('~')
  if (parts.length > 3 || parts[0] === '') return null
  try {
    const [name = '', type = '', account = ''] = parts.map(decodeURIComponent)
    return { name, type: type || null, account: account || null }
  } catch {
    return null
  }
}

export const edgeId = (from: NodeKey, to: NodeKey): string => `${nodeId(from)}>${nodeId(to)}`

export function parseEdgeId(id: string): { from: NodeKey; to: NodeKey } | null {
  const parts = id.split('>')
  if (parts.length !== 2) return null
  const from = parseNodeId(parts[0] ?? '')
  const to = parseNodeId(parts[1] ?? '')
  return from && to ? { from, to } : null
}
