/**
 * Request members as data: name, type, whether required, length. One table per operation reads like facts 1.6, and one
 * function holds every request to it. Null is absence; members not in the table are ignored, as AWS does.
 */
import { ApiError } from './errors.ts'

type Member<T> = { readonly required: boolean; readonly read: (value: unknown, path: string) => T }

export type Shape = Readonly<Record<string, Member<unknown>>>
export type Input<S extends Shape> = { readonly [K in keyof S]: S[K] extends Member<infer T> ? T : never }

const serialization = (message: string) => new ApiError('SerializationException', message)

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

function violates(path: string, value: unknown, constraint: string): ApiError {
  const shown = value === null ? 'null' : `'${String(value).slice(0, 200)}'`
  return new ApiError(
    'ValidationException',
    `1 validation error detected: Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`,
  )
}

const typeName = (value: unknown) =>
  Array.isArray(value) ? 'START_ARRAY' : typeof value === 'object' ? 'START_OBJECT' : `${typeof value}`.toUpperCase()

export type Length = { readonly min?: number; readonly max?: number }

function checkLength(value: string | readonly unknown[], path: string, { min, max }: Length): void {
  if (min !== undefined && value.length < min)
    throw violates(path, value, `Member must have length greater than or equal to ${min}`)
  if (max !== undefined && value.length > max)
    throw violates(path, value, `Member must have length less than or equal to ${max}`)
}

type Reader<T> = (value: unknown, path: string) => T

export const text =
  (length: Length = {}): Reader<string> =>
  (value, path) => {
    if (typeof value !== 'string') throw serialization(`${typeName(value)} can not be converted to a String`)
    checkLength(value, path, length)
    return value
  }

export const oneOf =
  <const V extends string>(...allowed: readonly V[]): Reader<V> =>
  (value, path) => {
    const given = text()(value, path)
    const found = allowed.find((one) => one === given)
    if (found === undefined) throw violates(path, given, `Member must satisfy enum value set: [${allowed.join(', ')}]`)
    return found
  }

export const number: Reader<number> = (value) => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw serialization(`${typeName(value)} can not be converted to a Number`)
  return value
}

/** Fractions are cut, as observed for telemetry counters. */
export const integer =
  (range: Length = {}): Reader<number> =>
  (value, path) => {
    const whole = Math.trunc(number(value, path))
    if (range.min !== undefined && whole < range.min)
      throw violates(path, whole, `Member must have value greater than or equal to ${range.min}`)
    if (range.max !== undefined && whole > range.max)
      throw violates(path, whole, `Member must have value less than or equal to ${range.max}`)
    return whole
  }

/** Epoch seconds. Only a number: an ISO string is a SerializationException with AWS too. */
export const timestamp = number

export const flag: Reader<boolean> = (value) => {
  if (typeof value !== 'boolean') throw serialization(`${typeName(value)} can not be converted to a Boolean`)
  return value
}

export const list =
  <T>(item: Reader<T>, length: Length = {}): Reader<T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw serialization(`${typeName(value)} can not be converted to a List`)
    checkLength(value, path, length)
    return value.map((one, index) => {
      if (one === null) throw violates(`${path}.${index + 1}.member`, null, 'Member must not be null')
      return item(one, `${path}.${index + 1}.member`)
    })
  }

export const structure =
  <S extends Shape>(shape: S): Reader<Input<S>> =>
  (value, path) =>
    readShape(shape, value, path === '' ? '' : `${path}.`)

export const required = <T>(read: Reader<T>): Member<T> => ({ required: true, read })
export const optional = <T>(read: Reader<T>): Member<T | null> => ({
  required: false,
  read: (value, path) => (value === null ? null : read(value, path)),
})

function readShape<S extends Shape>(shape: S, value: unknown, prefix: string): Input<S> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw serialization(`${typeName(value)} can not be converted to a Structure`)
  const given = new Map<string, unknown>(Object.entries(value))
  const out: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(shape)) {
    const path = prefix + lowerFirst(name)
    const raw = given.get(name) ?? null
    if (raw === null && member.required) throw violates(path, null, 'Member must not be null')
    out[name] = member.read(raw, path)
  }
  // The loop above has read every member of S by its own reader.
  return out as Input<S>
}

/** The body of a request as the operation's input. An empty body is `{}` (the .NET SDK sends one). */
export function readInput<S extends Shape>(shape: S, body: string): Input<S> {
  if (body.trim() === '') return readShape(shape, {}, '')
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (cause) {
    throw new ApiError('SerializationException', 'The request body is not valid JSON.', { cause })
  }
  return readShape(shape, value, '')
}
