/** Attributes of a span or resource. Reading one by a rule consumes it; what no rule wanted becomes annotation or metadata. */
import type { AnyValue, KeyValue } from './message.ts'

export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue }

export function plainValue(value: AnyValue | undefined): PlainValue {
  if (value === undefined || value === null) return null
  if (value.stringValue !== undefined) return value.stringValue
  if (value.boolValue !== undefined) return value.boolValue
  if (value.intValue !== undefined) return Number(value.intValue)
  if (value.doubleValue !== undefined) return Number(value.doubleValue)
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(plainValue)
  if (value.kvlistValue !== undefined) return plainObject(value.kvlistValue.values)
  return value.bytesValue ?? null
}

export const plainObject = (pairs: readonly KeyValue[] | undefined): { [key: string]: PlainValue } =>
  Object.fromEntries((Array.isArray(pairs) ? pairs : []).map(({ key, value }) => [key ?? '', plainValue(value)]))

export class Attributes {
  readonly #values: ReadonlyMap<string, PlainValue>
  readonly #consumed = new Set<string>()

  constructor(pairs: readonly KeyValue[] | undefined) {
    this.#values = new Map(Object.entries(plainObject(pairs)))
  }

  has(key: string): boolean {
    return this.#values.has(key)
  }

  /** The value without consuming it. */
  peek(key: string): PlainValue {
    return this.#values.get(key) ?? null
  }

  /** The first of these that is present and not empty, as text. All of them are consumed. */
  text(...keys: readonly string[]): string | null {
    let found: string | null = null
    for (const key of keys) {
      const value = this.#values.get(key)
      if (value === undefined || value === null) continue
      this.#consumed.add(key)
      if (found === null && typeof value !== 'object' && value !== '') found = String(value)
    }
    return found
  }

  number(...keys: readonly string[]): number | null {
    const text = this.text(...keys)
    const number = text === null ? Number.NaN : Number(text)
    return Number.isFinite(number) ? number : null
  }

  list(key: string): readonly PlainValue[] | null {
    const value = this.#values.get(key)
    if (value === undefined || value === null) return null
    this.#consumed.add(key)
    return Array.isArray(value) ? value : [value]
  }

  entries(): [string, PlainValue][] {
    return [...this.#values]
  }

  rest(): [string, PlainValue][] {
    return [...this.#values].filter(([key]) => !this.#consumed.has(key))
  }
}
