/** The reader's language: `?lang=` decides, else their own choice kept on this device, else the browser's. `<html lang>` follows. */
import { useSyncExternalStore } from 'react'
import { type Language, language, preferred } from '../messages/language.ts'
import { speakIn } from '../messages/load.ts'

const storageKey = 'roentgen.language'
const listeners = new Set<() => void>()

function chosen(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

/** What the link asks for (`?lang=`), as it came; anything that is no language counts as silence. */
export async function followLanguage(asked: unknown): Promise<void> {
  const wanted = preferred(typeof asked === 'string' ? asked : undefined, chosen(), navigator.languages)
  if (wanted !== language()) await speakIn(wanted)
  document.documentElement.lang = language()
  for (const listener of listeners) listener()
}

/** Kept for this device. The link's own wish has to go for it to count. */
export async function chooseLanguage(next: Language): Promise<void> {
  try {
    localStorage.setItem(storageKey, next)
  } catch {
    // Private windows may refuse storage; the choice then lasts for this page.
  }
  await followLanguage(next)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language)
