/** All text people read, as ICU messages by key. `t` fills one in; a key that is not in the catalogue does not compile. */
import { IntlMessageFormat } from 'intl-messageformat'
import { add } from './en/add.ts'
import { doctor } from './en/doctor.ts'
import { errors } from './en/errors.ts'
import { map } from './en/map.ts'
import { picture } from './en/picture.ts'
import { sampling } from './en/sampling.ts'
import { shell } from './en/shell.ts'
import { trace } from './en/trace.ts'
import { traces } from './en/traces.ts'
import { users } from './en/users.ts'

export const catalogue = {
  ...shell,
  ...errors,
  ...map,
  ...picture,
  ...traces,
  ...trace,
  ...users,
  ...doctor,
  ...add,
  ...sampling,
} as const

export type MessageKey = keyof typeof catalogue
export type MessageValues = Readonly<Record<string, string | number | boolean>>

const compiled = new Map<string, IntlMessageFormat>()

export function formatMessage(message: string, values: MessageValues = {}): string {
  if (!message.includes('{') && !message.includes("'")) return message
  let format = compiled.get(message)
  if (!format) {
    format = new IntlMessageFormat(message, 'en')
    compiled.set(message, format)
  }
  return format.format(values) as string
}

/** For keys that come from outside (the doctor's checks, the story's sentences). */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(catalogue, key)

/** A key built from data can be none after all, of a bff that is newer than the page, say: then it is shown itself, and the page stands. */
export function t(key: MessageKey, values?: MessageValues): string {
  return isMessageKey(key) ? formatMessage(catalogue[key], values) : String(key)
}
