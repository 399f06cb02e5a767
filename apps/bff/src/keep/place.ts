/** Where documents lie, as texts by name: the store's configuration, a folder of files, or this process alone. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '@roentgen/store'

export type PlaceKind = 'store' | 'files' | 'memory'

export type Place = {
  readonly kind: PlaceKind
  /** Null: there is none of that name. */
  readonly read: (name: string) => Promise<string | null>
  /** Resolves when it is on disk; a crash leaves the old text or the new one. */
  readonly write: (name: string, text: string) => Promise<void>
}

export type ConfigStore = Pick<Store, 'readConfig' | 'writeConfig'>

export const storePlace = (store: ConfigStore): Place => ({
  kind: 'store',
  read: (name) => store.readConfig(`bff/${name}`),
  write: (name, text) => store.writeConfig(`bff/${name}`, text),
})

/** The folder is made with the first document. Only who runs Roentgen may read it. */
export function folderPlace(folder: string): Place {
  const fileOf = (name: string): string => join(folder, `${name}.json`)
  return {
    kind: 'files',
    read: (name) =>
      readFile(fileOf(name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      }),
    write: async (name, text) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const unfinished = `${fileOf(name)}.${process.pid}`
      try {
        const file = await open(unfinished, 'w', 0o600)
        try {
          await file.writeFile(text)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(unfinished, fileOf(name))
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
  }
}

export function memoryPlace(): Place {
  const texts = new Map<string, string>()
  return {
    kind: 'memory',
    read: async (name) => texts.get(name) ?? null,
    write: async (name, text) => {
      texts.set(name, text)
    },
  }
}
