/** What was chosen last, on this device: ids of entries, the newest first. */
const storageKey = 'roentgen.palette'
const most = 6

type Kept = Pick<Storage, 'getItem' | 'setItem'>

export function recentIds(storage: Kept): string[] {
  try {
    const read: unknown = JSON.parse(storage.getItem(storageKey) ?? '[]')
    return Array.isArray(read) ? read.filter((id): id is string => typeof id === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

export function remember(id: string, storage: Kept): void {
  try {
    storage.setItem(storageKey, JSON.stringify([id, ...recentIds(storage).filter((one) => one !== id)].slice(0, most)))
  } catch {
    // Private windows may refuse storage: then nothing is remembered.
  }
}
