/** OTLP's JSON form to its binary form, by the published field numbers; what does not fit a field is left out. For tests only. */
import type { Json } from './mutate.ts'

type Field = { readonly number: number; readonly as: 'bytes' | 'text' | 'varint' | 'fixed64' | 'double' | Message }
type Message = () => Readonly<Record<string, Field>>

const anyValue: Message = () => ({
  stringValue: { number: 1, as: 'text' },
  boolValue: { number: 2, as: 'varint' },
  intValue: { number: 3, as: 'varint' },
  doubleValue: { number: 4, as: 'double' },
  arrayValue: { number: 5, as: () => ({ values: { number: 1, as: anyValue } }) },
  kvlistValue: { number: 6, as: () => ({ values: { number: 1, as: keyValue } }) },
  bytesValue: { number: 7, as: 'text' },
})
const keyValue: Message = () => ({ key: { number: 1, as: 'text' }, value: { number: 2, as: anyValue } })
const span: Message = () => ({
  traceId: { number: 1, as: 'bytes' },
  spanId: { number: 2, as: 'bytes' },
  traceState: { number: 3, as: 'text' },
  parentSpanId: { number: 4, as: 'bytes' },
  name: { number: 5, as: 'text' },
  kind: { number: 6, as: 'varint' },
  startTimeUnixNano: { number: 7, as: 'fixed64' },
  endTimeUnixNano: { number: 8, as: 'fixed64' },
  attributes: { number: 9, as: keyValue },
  events: {
    number: 11,
    as: () => ({
      timeUnixNano: { number: 1, as: 'fixed64' },
      name: { number: 2, as: 'text' },
      attributes: { number: 3, as: keyValue },
    }),
  },
  links: {
    number: 13,
    as: () => ({
      traceId: { number: 1, as: 'bytes' },
      spanId: { number: 2, as: 'bytes' },
      attributes: { number: 4, as: keyValue },
    }),
  },
  status: { number: 15, as: () => ({ message: { number: 2, as: 'text' }, code: { number: 3, as: 'varint' } }) },
})
const resourceSpans: Message = () => ({
  resource: { number: 1, as: () => ({ attributes: { number: 1, as: keyValue } }) },
  scopeSpans: {
    number: 2,
    as: () => ({
      scope: { number: 1, as: () => ({ name: { number: 1, as: 'text' }, version: { number: 2, as: 'text' } }) },
      spans: { number: 2, as: span },
    }),
  },
})
const request: Message = () => ({ resourceSpans: { number: 1, as: resourceSpans } })

export const protobufRequest = (value: Json): Buffer => messageOf(request, value)

function messageOf(message: Message, value: Json): Buffer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return Buffer.alloc(0)
  const fields = message()
  return Buffer.concat(
    Object.entries(value).flatMap(([name, member]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (field === undefined) return []
      return (Array.isArray(member) ? member : [member]).map((one) => fieldOf(field, one))
    }),
  )
}

function fieldOf({ number, as }: Field, value: Json): Buffer {
  if (typeof as === 'function') return lengthDelimited(number, messageOf(as, value))
  if (as === 'text') return lengthDelimited(number, Buffer.from(textOf(value)))
  if (as === 'bytes') return lengthDelimited(number, Buffer.from(textOf(value), 'hex'))
  if (as === 'varint') return Buffer.concat([varint(BigInt(number << 3)), varint(wholeOf(value))])
  const eight = Buffer.alloc(8)
  if (as === 'double') eight.writeDoubleLE(typeof value === 'number' ? value : 0)
  else eight.writeBigUInt64LE(wholeOf(value))
  return Buffer.concat([varint(BigInt((number << 3) | 1)), eight])
}

const textOf = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value))

const lengthDelimited = (number: number, content: Buffer) =>
  Buffer.concat([varint(BigInt((number << 3) | 2)), varint(BigInt(content.length)), content])

function wholeOf(value: Json): bigint {
  try {
    return BigInt.asUintN(64, BigInt(typeof value === 'object' || value === null ? 0 : value))
  } catch {
    return 0n
  }
}

function varint(value: bigint): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest >>= 7n) {
    if (rest < 0x80n) return Buffer.from([...bytes, Number(rest)])
    bytes.push(Number(rest & 0x7fn) | 0x80)
  }
}
