/** `rootcause.json = #[{...}]`: the JSON as patterns, or what is wrong with it and where (facts 5.4, 4.3). */
import type { Json } from './json.ts'
import { FilterSyntaxError } from './syntax-error.ts'
import type { CauseEntityPattern, CauseExceptionPattern, CauseServicePattern, RootCausePattern } from './tree.ts'

type Reader<T> = (json: Json) => T
/** One reader a member; what is left out of the JSON is left out of the pattern. */
type Readers<T> = { readonly [K in keyof T]-?: Reader<T[K]> }

export function rootCausePatterns(json: Json): RootCausePattern[] {
  if (json.kind !== 'array') throw new FilterSyntaxError('After # comes a list of root causes: #[{...}].', json, ['['])
  if (json.items.length === 0) {
    throw new FilterSyntaxError('The list needs at least one root cause.', json, ['{"Services":[...]}'])
  }
  return json.items.map(rootCause)
}

const text: Reader<string> = (json) => {
  if (json.kind === 'string') return json.value
  throw wrong(json, 'a text in double quotes', '"..."')
}
const flag: Reader<boolean> = (json) => {
  if (json.kind === 'boolean') return json.value
  throw wrong(json, 'true or false', 'true', 'false')
}
const number: Reader<number> = (json) => {
  if (json.kind === 'number') return json.value
  throw wrong(json, 'a number', 'number')
}

function listOf<T>(item: Reader<T>): Reader<T[]> {
  return (json) => {
    if (json.kind === 'array') return json.items.map(item)
    throw wrong(json, 'a list', '[')
  }
}

function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (json) => (json.kind === 'null' ? null : reader(json))
}

function objectOf<T extends object>(what: string, readers: Readers<T>): Reader<Partial<T>> {
  return (json) => {
    if (json.kind !== 'object') throw wrong(json, what, '{')
    const read: Partial<T> = {}
    for (const { key, value } of json.members) {
      const name = key.text
      if (!isMember(readers, name)) {
        const members = Object.keys(readers)
        throw new FilterSyntaxError(`${JSON.stringify(name)} is no member of ${what}.`, key, members)
      }
      if (Object.hasOwn(read, name)) throw new FilterSyntaxError(`${name} stands here twice.`, key)
      read[name] = readers[name](value)
    }
    return read
  }
}

function isMember<T extends object>(readers: Readers<T>, name: string | number | symbol): name is keyof T {
  return Object.hasOwn(readers, name)
}

function wrong(json: Json, wanted: string, ...expected: string[]): FilterSyntaxError {
  return new FilterSyntaxError(`Here belongs ${wanted}.`, json, expected)
}

const exception = objectOf<CauseExceptionPattern>('an exception', { Name: orNull(text), Message: orNull(text) })

const entity = objectOf<CauseEntityPattern>('an entity of the path', {
  Name: orNull(text),
  Coverage: orNull(number),
  Remote: orNull(flag),
  Exceptions: orNull(listOf(exception)),
})

const service = objectOf<CauseServicePattern>('a service of the root cause', {
  Name: orNull(text),
  Names: orNull(listOf(text)),
  Type: orNull(text),
  AccountId: orNull(text),
  Inferred: orNull(flag),
  EntityPath: orNull(listOf(entity)),
})

const rootCause = objectOf<RootCausePattern>('a root cause', {
  ClientImpacting: orNull(flag),
  Services: orNull(listOf(service)),
})
