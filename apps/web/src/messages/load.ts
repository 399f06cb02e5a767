/** The languages that are fetched when somebody reads them: chunks of their own. English is part of the page. */
import { speak, type Texts } from './index.ts'
import { type Language, language } from './language.ts'

const fetched: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly texts: Texts }>>> = {
  de: () => import('./de/index.ts'),
  fr: () => import('./fr/index.ts'),
}

let newest = 0

/** Speaks that language from when its texts are here; true when it does. Stays with the one there is when they cannot be fetched, or when another was asked for meanwhile. */
export async function speakIn(next: Language): Promise<boolean> {
  newest += 1
  const asked = newest
  try {
    const texts = next === 'en' ? null : (await fetched[next]()).texts
    if (asked !== newest) return false
    speak(next, texts)
  } catch {
    // A page of yesterday asks for a file that today's server no longer has. Text in the wrong language beats none.
  }
  return language() === next
}
