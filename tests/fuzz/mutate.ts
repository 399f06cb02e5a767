/** From something valid to something nearly valid: values of the wrong type, beyond their range, too long, too deep; text cut and garbled. */
import type { Random } from './random.ts'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** Stands for a number that JSON cannot say, or a depth that cannot be written from a value; see `written`. */
const marks: Readonly<Record<string, string>> = {
  '@@1e400': '1e400',
  '@@-1e400': '-1e400',
  '@@NaN': 'NaN',
  '@@Infinity': 'Infinity',
  '@@01': '01',
  '@@long': '9'.repeat(400),
  '@@tiny': `0.${'0'.repeat(400)}1`,
  '@@deep-list': '['.repeat(3_000) + ']'.repeat(3_000),
  '@@deep-object': `${'{"a":'.repeat(3_000)}0${'}'.repeat(3_000)}`,
  '@@twice': '{"a":1,"a":2,"__proto__":{"b":1},"constructor":null}',
}

const words: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'null',
  '0',
  'x'.repeat(33),
  'x'.repeat(260),
  'é'.repeat(2_100),
  '💥👩‍👩‍👧',
  '\ud800',
  'a\udc00b',
  '\u202eevil\u2066',
  'line\nbreak\r\n\tand tab',
  "' OR 1=1 --",
  '\\',
  '"',
  '`',
  '{x:String}',
  '%00%ff',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '2026-01-01T00:00:00Z',
  '1e300',
  '-1',
  'true',
  '1-5759e988-bd862e3fe1be46a994272793',
  '1-FFFFFFFF-BD862E3FE1BE46A994272793',
  '1-00000000-000000000000000000000000',
  '53995c3f42cd8ad8',
  '*',
  '?',
  '***********************************?',
  'Default',
  'arn:aws:xray:us-east-1:000000000000:group/Default',
  'eyJhIjoxfQ',
]

const numbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.5,
  2,
  5,
  60,
  9_999,
  10_000,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 53,
  2 ** 63,
  2 ** 64,
  -(2 ** 63),
  1e18,
  1e300,
  -1e300,
  5e-324,
  1.7976931348623157e308,
]

const pieces: readonly string[] = [
  ...[
    '"',
    "'",
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '!',
    '=',
    '!=',
    '>',
    '<',
    '>=',
    '<=',
    ' AND ',
    ' OR ',
    ' NOT ',
    '.',
    ',',
    '#',
    '\\',
  ],
  ...[
    'service(',
    'edge(',
    'id(',
    'annotation.',
    'annotation[',
    'rootcause.json = #[{}]',
    'http.status',
    'user',
    'ok',
    'fault',
  ],
  ...['BEGINSWITH', 'ENDSWITH', 'CONTAINS', 'group.name = ', 'duration >= ', '1e999', '-', '💥', '\u0000', ' IN (1,2)'],
]

/** As text, with the marks replaced by what they stand for. */
export function written(value: Json): string {
  return JSON.stringify(value).replace(/"(@@[^"]*)"/g, (whole, mark: string) => marks[mark] ?? whole)
}

export function oddValue(random: Random, depth = 0): Json {
  switch (random.below(8)) {
    case 0:
    case 1:
      return random.pick(words)
    case 2:
    case 3:
      return random.pick(numbers)
    case 4:
      return random.pick([null, true, false])
    case 5:
      return random.pick(Object.keys(marks))
    case 6:
      if (random.chance(0.1)) return Array(300).fill(random.pick(numbers))
      return depth > 2 ? [] : Array.from({ length: random.pick([0, 1, 2, 6]) }, () => oddValue(random, depth + 1))
    default:
      return depth > 2 ? {} : { [random.pick(words)]: oddValue(random, depth + 1), b: oddValue(random, depth + 1) }
  }
}

type Place = { readonly get: () => Json; readonly set: (value: Json) => void; readonly drop: () => void }

/** Every member and item below a value, and the value itself. */
function placesOf(root: { value: Json }): Place[] {
  const places: Place[] = []
  const visit = (place: Place) => {
    places.push(place)
    const value = place.get()
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at++)
        visit({
          get: () => value[at] ?? null,
          set: (next) => {
            value[at] = next
          },
          drop: () => void value.splice(at, 1),
        })
      return
    }
    for (const name of Object.keys(value))
      visit({
        get: () => value[name] ?? null,
        set: (next) => {
          value[name] = next
        },
        drop: () => void delete value[name],
      })
  }
  visit({
    get: () => root.value,
    set: (next) => {
      root.value = next
    },
    drop: () => {
      root.value = {}
    },
  })
  return places
}

/** A changed copy: one to four changes, anywhere. */
export function mutated(random: Random, value: Json): Json {
  const root = { value: structuredClone(value) }
  for (let times = random.pick([1, 1, 1, 2, 2, 4]); times > 0; times--) {
    const places = placesOf(root)
    // The whole is one place of many, and the dullest.
    change(random, places.length > 1 && random.chance(0.97) ? random.pick(places.slice(1)) : random.pick(places))
  }
  return root.value
}

function change(random: Random, place: Place): void {
  const value = place.get()
  const kind = random.below(10)
  if (kind === 0) place.drop()
  else if (kind === 1 || value === null || typeof value === 'boolean') place.set(oddValue(random))
  else if (typeof value === 'string') place.set(kind <= 3 ? random.pick(words) : edited(random, value))
  else if (typeof value === 'number') place.set(nearNumber(random, value))
  else place.set(Array.isArray(value) ? otherList(random, value) : otherObject(random, value, kind))
}

function otherList(random: Random, list: readonly Json[]): Json {
  const again = list.length === 0 ? oddValue(random) : random.pick(list)
  if (random.chance(0.5)) return [...list, structuredClone(again)]
  return Array(random.pick([0, 6, 26, 51, 201])).fill(JSON.stringify(again).length > 1_000 ? null : again)
}

function otherObject(random: Random, value: { readonly [name: string]: Json }, kind: number): Json {
  const names = Object.keys(value)
  if (kind < 6 || names.length === 0) return { ...value, [random.pick(words)]: oddValue(random) }
  const name = random.pick(names)
  const { [name]: moved = null, ...rest } = value
  return { ...rest, [random.pick([name.toLowerCase(), `${name} `, `${name}s`, name.slice(1)])]: moved }
}

function nearNumber(random: Random, value: number): Json {
  return random.pick<Json>([
    ...[value + 1, value - 1, -value, value * 1e3, value / 1e3, value + 0.5, value * 1e12, String(value), [value]],
    random.pick(numbers),
  ])
}

/** A string with a few characters or pieces of our languages put in, left out or repeated. */
function edited(random: Random, text: string): string {
  let result = text
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(result.length + 1)
    const to = Math.min(result.length, at + random.below(6))
    const piece = random.pick([...pieces, '', result.slice(at, to).repeat(20), random.pick(words)])
    result = result.slice(0, at) + piece + result.slice(random.chance(0.5) ? at : to)
  }
  return result
}

/** Bytes that were JSON, or a message: cut short, flipped, doubled, in another encoding. */
export function garbled(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1)
  const to = Math.min(bytes.length, at + random.below(20))
  switch (random.below(9)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)])
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([random.below(256), 0xff, 0xfe]), bytes.subarray(at)])
    case 3:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])
    case 4:
      return Buffer.from(bytes.toString('utf8'), 'utf16le')
    case 5:
      return Buffer.concat([bytes, bytes])
    case 6:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)])
    case 7:
      return Buffer.from(random.pick(['', ' ', 'null', '0', '""', '[]', '{', 'NaN', '{"a":1}}', '\u0000', '"\\u']))
    default: {
      const flipped = Buffer.from(bytes)
      for (let times = 1 + random.below(8); times > 0 && flipped.length > 0; times--)
        flipped[random.below(flipped.length)] = random.below(256)
      return flipped
    }
  }
}
