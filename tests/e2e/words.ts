/** What the pages' controls are called in each language: from the catalogue that the pages themselves speak. */
import { texts as de } from '../../apps/web/src/messages/de/index.ts'
import { texts as fr } from '../../apps/web/src/messages/fr/index.ts'
import { catalogue as en, type MessageKey } from '../../apps/web/src/messages/index.ts'

export const languages = ['en', 'de', 'fr'] as const
export type Language = (typeof languages)[number]

/** For texts without values. */
export type Say = (key: MessageKey) => string
export const inLanguage =
  (language: Language): Say =>
  (key) =>
    ({ en, de: de.catalogue, fr: fr.catalogue })[language][key]
