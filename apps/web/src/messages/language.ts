/** Which language the page speaks, and how that language writes numbers and days. Pure but for one variable: the language in use. */

export const languages = ['en', 'de', 'fr'] as const
export type Language = (typeof languages)[number]

/** Each by its own name: who cannot read the page finds it all the same. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', fr: 'Français' }

export const isLanguage = (text: unknown): text is Language => languages.some((language) => language === text)

/** What the link asks for, else what the reader chose, else the first of the browser's that there is, else English. */
export function preferred(
  asked: string | undefined,
  chosen: string | null,
  ofBrowser: readonly string[] = [],
): Language {
  if (isLanguage(asked)) return asked
  if (isLanguage(chosen)) return chosen
  for (const tag of ofBrowser) {
    const language = tag.toLowerCase().split('-')[0]
    if (isLanguage(language)) return language
  }
  return 'en'
}

/** English counts as in America (1,200) and dates as in Britain (22 Nov 2026), which nobody reads as another day. */
const localesOf: Readonly<Record<Language, { numbers: string; dates: string }>> = {
  en: { numbers: 'en-US', dates: 'en-GB' },
  de: { numbers: 'de-DE', dates: 'de-DE' },
  fr: { numbers: 'fr-FR', dates: 'fr-FR' },
}

let current: Language = 'en'

export const language = (): Language => current
export const locales = (): { numbers: string; dates: string } => localesOf[current]
export function setLanguage(next: Language): void {
  current = next
}
