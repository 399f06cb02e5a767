/** All text people read, as ICU messages by key. `t` fills one in; a key that is not in the catalogue does not compile. */
import type { MessageId } from '@roentgen/story'
import { IntlMessageFormat } from 'intl-messageformat'
import { add } from './en/add.ts'
import { compare } from './en/compare.ts'
import { depends } from './en/depends.ts'
import { doctor } from './en/doctor.ts'
import { encodings } from './en/encodings.ts'
import { errors } from './en/errors.ts'
import { map } from './en/map.ts'
import { names } from './en/names.ts'
import { palette } from './en/palette.ts'
import { picture } from './en/picture.ts'
import { sampling } from './en/sampling.ts'
import { services } from './en/services.ts'
import { shell } from './en/shell.ts'
import { strip } from './en/strip.ts'
import { take } from './en/take.ts'
import { technical } from './en/technical.ts'
import { trace } from './en/trace.ts'
import { traces } from './en/traces.ts'
import { units } from './en/units.ts'
import { users } from './en/users.ts'
import { views } from './en/views.ts'
import { type Language, language, setLanguage } from './language.ts'

export const catalogue = {
  ...shell,
  ...errors,
  ...map,
  ...picture,
  ...names,
  ...services,
  ...traces,
  ...trace,
  ...users,
  ...doctor,
  ...encodings,
  ...add,
  ...sampling,
  ...units,
  ...strip,
  ...views,
  ...compare,
  ...depends,
  ...take,
  ...palette,
} as const

export type MessageKey = keyof typeof catalogue
export type MessageValues = Readonly<Record<string, string | number | boolean>>
/** Another language's text for each of these keys: one too few or too many does not compile. */
export type Translated<English> = { readonly [Key in keyof English]: string }
export type Catalogue = Translated<typeof catalogue>
/** A whole language as it is fetched: the page's texts, those that differ in technical words, and the story's sentences. */
export type Texts = {
  readonly catalogue: Catalogue
  readonly technical: Translated<typeof technical>
  readonly story: Readonly<Record<MessageId, string>>
}

let texts: Texts | null = null
let technically = false

/** The reader wants official names, percentiles and exact counts; the address says so (`words=technical`). */
export const isTechnical = (): boolean => technically
export function speakTechnically(yes: boolean): void {
  technically = yes
}

/** From now on `t` speaks this language; null: English, which is part of the page. What is drawn already is drawn anew by `Spoken`. */
export function speak(next: Language, its: Texts | null): void {
  setLanguage(next)
  texts = its
}

/** The story's sentences of a language that was fetched; English ones are in `story.ts`, for the pages that tell. */
export const fetchedStory = (): Texts['story'] | null => texts?.story ?? null

const compiled = new Map<string, IntlMessageFormat>()

export function formatMessage(message: string, values: MessageValues = {}): string {
  if (!message.includes('{') && !message.includes("'")) return message
  const key = `${language()} ${message}`
  let format = compiled.get(key)
  if (!format) {
    format = new IntlMessageFormat(message, language())
    compiled.set(key, format)
  }
  return format.format(values) as string
}

/** For keys that come from outside (the doctor's checks, the story's sentences). */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(catalogue, key)

/** A key built from data can be none after all, of a bff that is newer than the page, say: then it is shown itself, and the page stands. */
export function t(key: MessageKey, values?: MessageValues): string {
  if (!isMessageKey(key)) return String(key)
  const own: Partial<Record<MessageKey, string>> = technically ? (texts?.technical ?? technical) : {}
  return formatMessage(own[key] ?? (texts?.catalogue ?? catalogue)[key], values)
}
