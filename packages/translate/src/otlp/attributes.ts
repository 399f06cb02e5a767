/** Attributes of a span or resource. Reading one by a rule consumes it; what no rule wanted becomes annotation or metadata. */
import type { AnyValue, KeyValue } from './message.ts'

export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue }

/** Values within values; protobuf itself stops at a hundred. */
const mostLevels = 64

export function plainValue(value: AnyValue | undefined, level = 0): PlainValue {
  if (value === undefined || value === null) return null
  if (level > mostLevels) throw new RangeError('values nest too deep')
  if (value.stringValue !== undefined) return value.stringValue
  if (value.boolValue !== undefined) return value.boolValue
  if (value.intValue !== undefined) return Number(value.intValue)
  if (value.doubleValue !== undefined) return plainDouble(Number(value.doubleValue))
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map((one) => plainValue(one, level + 1))
  if (value.kvlistValue !== undefined) return plainObject(value.kvlistValue.values, level + 1)
  if (value.bytesValue instanceof Uint8Array) return Buffer.from(value.bytesValue).toString('base64')
  return value.bytesValue ?? null
}

/** JSON has no other numbers. */
const plainDouble = (value: number): number | string => (Number.isFinite(value) ? value : String(value))

export const plainObject = (pairs: readonly KeyValue[] | undefined, level = 0): { [key: string]: PlainValue } =>
  Object.fromEntries((Array.isArray(pairs) ? pairs : []).map(({ key, value }) => [key ?? '', plainValue(value, level)]))

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

  /** The first of these that is text and not empty, without consuming it. */
  peekText(...keys: readonly string[]): string | null {
    for (const key of keys) {
      const value = this.#values.get(key)
      if (typeof value === 'string' && value !== '') return value
    }
    return null
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
