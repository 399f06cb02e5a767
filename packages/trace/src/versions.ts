/** Which versions of services answered in a trace. */
import type { LinkedTrace } from './entities.ts'
import { nodeId, nodeOfSegment } from './identity.ts'
import type { SeenVersion } from './model.ts'

/** A version is a word; whatever is longer is cut, so that a sender's mistake stays small. */
const longest = 128
/** Of one trace. */
const most = 200

export function versionsOf({ segments }: Pick<LinkedTrace, 'segments'>, ownAccount: string): SeenVersion[] {
  const seen = new Map<string, SeenVersion>()
  for (const { wire, startUs } of segments) {
    const told = wire.service?.version
    const version = typeof told === 'string' ? told.trim().slice(0, longest) : ''
    if (version === '') continue
    const node = nodeOfSegment(wire, ownAccount)
    const id = `${nodeId(node)}\u0000${version}`
    const known = seen.get(id)
    if (!known && seen.size >= most) continue
    seen.set(id, {
      node,
      version,
      firstUs: Math.min(known?.firstUs ?? startUs, startUs),
      lastUs: Math.max(known?.lastUs ?? startUs, startUs),
    })
  }
  return [...seen.values()]
}
