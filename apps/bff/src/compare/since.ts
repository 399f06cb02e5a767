/** The change that a link names: a deployment, or whatever else /api/changes tells of. */
import type { Change } from '@roentgen/contract'
import type { Window } from '@roentgen/store'
import { ApiError } from '../http/errors.ts'
import { changesReply } from '../reply/changes.ts'
import type { TraceSource } from '../source/port.ts'

/** A change before the window is looked for so far back. */
const farUs = 7 * 86_400e6
const most = 1000

export async function changeOf(source: TraceSource, window: Window, id: string): Promise<Change> {
  for (const fromUs of [window.fromUs, window.fromUs - farUs]) {
    const asked = { fromUs, toUs: window.toUs }
    const { changes } = changesReply(source.id, asked, await source.changes(asked, most))
    const found = changes.find((change) => change.id === id)
    if (found) return found
  }
  throw new ApiError(
    'BAD_REQUEST',
    `since: no deployment "${id}" is known in this time range or the seven days before it; /api/changes lists them`,
  )
}
