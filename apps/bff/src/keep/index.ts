/** The bff's own documents: `openKeep` once at start, `keep.document(...)` once by each owner. */
import { join } from 'node:path'
import { type DocumentOptions, KeptDocument } from './kept-document.ts'
import { type ConfigStore, folderPlace, memoryPlace, type PlaceKind, storePlace } from './place.ts'

export type Keep = {
  /** `memory`: what is changed is gone with the process. */
  readonly kind: PlaceKind
  readonly document: <T>(options: DocumentOptions<T>) => KeptDocument<T>
}

export type KeepOptions = {
  readonly store: ConfigStore | null
  /** Roentgen's data folder (`ROENTGEN_DATA`); null: nowhere to write. */
  readonly data: string | null
  readonly log: (text: string) => void
}

export function openKeep({ store, data, log }: KeepOptions): Keep {
  const place = store ? storePlace(store) : data === null ? memoryPlace() : folderPlace(join(data, 'bff'))
  return { kind: place.kind, document: (options) => new KeptDocument(place, options, log) }
}

export type { DocumentOptions, Held, KeptDocument } from './kept-document.ts'
export type { PlaceKind } from './place.ts'
