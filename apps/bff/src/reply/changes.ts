import { type Change, type ChangesReply, nodeId } from '@roentgen/contract'
import type { Window } from '@roentgen/store'
import type { SourceChange, SourceChanges } from '../source/port.ts'
import { secondsOf, windowReply } from './graph.ts'

function changeReply(change: SourceChange): Change {
  const at = secondsOf(change.atUs)
  if (change.kind === 'deployment') {
    const node = nodeId(change.node)
    const { version, before } = change
    return {
      id: deploymentId(node, version),
      at,
      kind: 'deployment',
      did: 'seen',
      subject: change.node.name,
      node,
      version,
      before,
    }
  }
  const { kind, did, subject } = change
  return { id: `${kind}:${subject}:${at}`, at, kind, did, subject, node: null, version: null, before: null }
}

/** Of links: the same in every window. */
export const deploymentId = (node: string, version: string): string => `${node}@${encodeURIComponent(version)}`

export const changesReply = (
  source: string,
  window: Window,
  { changes, leftOut, uncounted, unknown }: SourceChanges,
): ChangesReply => ({
  source,
  window: windowReply(window),
  changes: changes.map(changeReply),
  leftOut,
  uncounted,
  unknown: [...unknown],
})
