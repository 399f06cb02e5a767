/**
 * Request members as data: name, type, whether required, length, range. The table of all operations (`model.ts`) reads like the
 * published service model, and one function holds every request to it. Null is absence; members not in the table are ignored,
 * as AWS does. A wrong JSON type ends the reading at once (SerializationException); broken constraints are collected and told together.
 */
import { ApiError } from './errors.ts'

/** Broken constraints found so far, in the words the service uses. */
type Problems = string[]

export type Reader<T> = (value: unknown, path: string, problems: Problems) => T
type Member<T> = { readonly required: boolean; readonly read: Reader<T> }

export type Shape = Readonly<Record<string, Member<unknown>>>
export type Input<S extends Shape> = { readonly [K in keyof S]: S[K] extends Member<infer T> ? T : never }

const serialization = (message: string) => new ApiError('SerializationException', message)

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

/** What nests too deep to be written is told by its kind. */
function textOf(value: unknown): string {
  if (typeof value !== 'object') return String(value)
  try {
    return JSON.stringify(value)
  } catch {
    return Array.isArray(value) ? '[...]' : '{...}'
  }
}

function violated(problems: Problems, path: string, value: unknown, constraint: string): void {
  const shown = value === null ? 'null' : `'${textOf(value).slice(0, 200)}'`
  problems.push(`Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`)
}

const typeName = (value: unknown) =>
  Array.isArray(value) ? 'START_ARRAY' : typeof value === 'object' ? 'START_OBJECT' : `${typeof value}`.toUpperCase()

export type Length = { readonly min?: number; readonly max?: number }
export type TextLimits = Length & { readonly pattern?: RegExp }

function checkLength(
  value: string | readonly unknown[] | object,
  size: number,
  path: string,
  { min, max }: Length,
  problems: Problems,
): void {
  if (min !== undefined && size < min)
    violated(problems, path, value, `Member must have length greater than or equal to ${min}`)
  if (max !== undefined && size > max)
    violated(problems, path, value, `Member must have length less than or equal to ${max}`)
}

function checkRange(value: number, path: string, { min, max }: Length, problems: Problems): void {
  if (min !== undefined && value < min)
    violated(problems, path, value, `Member must have value greater than or equal to ${min}`)
  if (max !== undefined && value > max)
    violated(problems, path, value, `Member must have value less than or equal to ${max}`)
}

function asString(value: unknown): string {
  if (typeof value !== 'string') throw serialization(`${typeName(value)} can not be converted to a String`)
  return value
}

function asNumber(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw serialization(`${typeName(value)} can not be converted to a Number`)
  return value
}

export const text =
  (limits: TextLimits = {}): Reader<string> =>
  (value, path, problems) => {
    const given = asString(value)
    checkLength(given, given.length, path, limits, problems)
    if (limits.pattern !== undefined && !limits.pattern.test(given))
      violated(
        problems,
        path,
        given,
        `Member must satisfy regular expression pattern: ${limits.pattern.source.replace(/^\^|\$$/g, '')}`,
      )
    return given
  }

export const oneOf =
  <const V extends string>(...allowed: readonly [V, ...V[]]): Reader<V> =>
  (value, path, problems) => {
    const given = asString(value)
    const found = allowed.find((one) => one === given)
    if (found === undefined)
      violated(problems, path, given, `Member must satisfy enum value set: [${allowed.join(', ')}]`)
    // With a problem noted the request is refused whole: what stands here is never read.
    return found ?? allowed[0]
  }

export const number =
  (range: Length = {}): Reader<number> =>
  (value, path, problems) => {
    const given = asNumber(value)
    checkRange(given, path, range, problems)
    return given
  }

/** Fractions are cut, as observed for telemetry counters. */
export const integer =
  (range: Length = {}): Reader<number> =>
  (value, path, problems) => {
    const whole = Math.trunc(asNumber(value))
    checkRange(whole, path, range, problems)
    return whole
  }

/** Epoch seconds. Only a number: an ISO string is a SerializationException with AWS too. */
export const timestamp: Reader<number> = (value) => asNumber(value)

export const flag: Reader<boolean> = (value) => {
  if (typeof value !== 'boolean') throw serialization(`${typeName(value)} can not be converted to a Boolean`)
  return value
}

export const list =
  <T>(item: Reader<T>, length: Length = {}): Reader<T[]> =>
  (value, path, problems) => {
    if (!Array.isArray(value)) throw serialization(`${typeName(value)} can not be converted to a List`)
    checkLength(value, value.length, path, length, problems)
    const given: readonly unknown[] = value
    const read: T[] = []
    given.forEach((one, index) => {
      const at = `${path}.${index + 1}.member`
      if (one === null) violated(problems, at, null, 'Member must not be null')
      else read.push(item(one, at, problems))
    })
    return read
  }

/** An object with keys of the sender's choice. */
export const dictionary =
  <T>(key: Reader<string>, item: Reader<T>, length: Length = {}): Reader<Readonly<Record<string, T>>> =>
  (value, path, problems) => {
    const entries = Object.entries(asObject(value, 'a Map'))
    checkLength(asObject(value, 'a Map'), entries.length, path, length, problems)
    const read: [string, T][] = []
    for (const [name, one] of entries) {
      key(name, `${path}.key`, problems)
      if (one === null) violated(problems, `${path}.${name}.member`, null, 'Member must not be null')
      else read.push([name, item(one, `${path}.${name}.member`, problems)])
    }
    return Object.fromEntries(read)
  }

export const structure =
  <S extends Shape>(shape: S): Reader<Input<S>> =>
  (value, path, problems) =>
    readShape(shape, value, path === '' ? '' : `${path}.`, problems)

/** A structure of which exactly one member is set. */
export const union =
  <S extends Shape>(shape: S): Reader<Input<S>> =>
  (value, path, problems) => {
    const set = Object.entries(asObject(value, 'a Structure')).filter(([name, one]) => name in shape && one !== null)
    if (set.length !== 1) throw serialization(`Exactly one member of the union at '${path}' must be set`)
    return readShape(shape, value, `${path}.`, problems)
  }

export const required = <T>(read: Reader<T>): Member<T> => ({ required: true, read })
export const optional = <T>(read: Reader<T>): Member<T | null> => ({
  required: false,
  read: (value, path, problems) => (value === null ? null : read(value, path, problems)),
})

function asObject(value: unknown, wanted: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw serialization(`${typeName(value)} can not be converted to ${wanted}`)
  return value
}

function readShape<S extends Shape>(shape: S, value: unknown, prefix: string, problems: Problems): Input<S> {
  const given = new Map<string, unknown>(Object.entries(asObject(value, 'a Structure')))
  const out: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(shape)) {
    const path = prefix + lowerFirst(name)
    const raw = given.get(name) ?? null
    if (raw === null && member.required) violated(problems, path, null, 'Member must not be null')
    else out[name] = member.read(raw, path, problems)
  }
  // The loop above has read every member of S by its own reader; where one was missing the request is refused whole.
  return out as Input<S>
}

/** At most so many broken constraints are spelled out. */
const mostTold = 20

/** The body of a request as the operation's input. An empty body is `{}` (the .NET SDK sends one). */
export function readInput<S extends Shape>(shape: S, body: string): Input<S> {
  const problems: Problems = []
  const input = readShape(shape, body.trim() === '' ? {} : parsed(body), '', problems)
  if (problems.length === 0) return input
  const count = `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected`
  throw new ApiError('ValidationException', `${count}: ${problems.slice(0, mostTold).join('; ')}`)
}

/** A body that is no JSON is a SerializationException. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new ApiError('SerializationException', 'The request body is not valid JSON.', { cause })
  }
}
