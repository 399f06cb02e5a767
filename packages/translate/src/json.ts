/** Members of JSON that nobody vouches for. */
export type Fields = Readonly<Record<string, unknown>>

/** The key may be a sender's text: `constructor` is nothing that was sent. */
const own = (from: Fields, key: string): unknown => (Object.hasOwn(from, key) ? from[key] : undefined)

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsAt = (from: Fields, key: string): Fields => {
  const value = own(from, key)
  return isFields(value) ? value : {}
}

export const listAt = (from: Fields, key: string): readonly unknown[] => {
  const value = own(from, key)
  return Array.isArray(value) ? value : []
}

/** Null when it is no text, or an empty one. */
export const textAt = (from: Fields, key: string): string | null => {
  const value = own(from, key)
  return typeof value === 'string' && value !== '' ? value : null
}

/** Null when it is no finite number; text that holds one is taken. */
export const numberAt = (from: Fields, key: string): number | null => {
  const value = own(from, key)
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : null
}
