/** OTLP's binary form. The layout is that of opentelemetry-proto v1 (field numbers never change); members not read are left out. */
import protobuf from 'protobufjs'
import type { OtlpTraceRequest } from './message.ts'

const layout = `
syntax = "proto3";
message AnyValue {
  oneof value {
    string stringValue = 1; bool boolValue = 2; int64 intValue = 3; double doubleValue = 4;
    ArrayValue arrayValue = 5; KeyValueList kvlistValue = 6; bytes bytesValue = 7;
  }
}
message ArrayValue { repeated AnyValue values = 1; }
message KeyValueList { repeated KeyValue values = 1; }
message KeyValue { string key = 1; AnyValue value = 2; }
message Resource { repeated KeyValue attributes = 1; }
message Status { string message = 2; int32 code = 3; }
message Span {
  bytes traceId = 1; bytes spanId = 2; bytes parentSpanId = 4; string name = 5; int32 kind = 6;
  fixed64 startTimeUnixNano = 7; fixed64 endTimeUnixNano = 8; repeated KeyValue attributes = 9;
  repeated Event events = 11; repeated Link links = 13; Status status = 15;
  message Event { fixed64 timeUnixNano = 1; string name = 2; repeated KeyValue attributes = 3; }
  message Link { bytes traceId = 1; bytes spanId = 2; repeated KeyValue attributes = 4; }
}
message ScopeSpans { repeated Span spans = 2; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scopeSpans = 2; }
message ExportTraceServiceRequest { repeated ResourceSpans resourceSpans = 1; }
message ExportTracePartialSuccess { int64 rejectedSpans = 1; string errorMessage = 2; }
message ExportTraceServiceResponse { ExportTracePartialSuccess partialSuccess = 1; }
`

const { root } = protobuf.parse(layout)
const requestType = root.lookupType('ExportTraceServiceRequest')
const responseType = root.lookupType('ExportTraceServiceResponse')

/** Throws when the bytes are no such message. */
export function decodeTraceRequest(bytes: Uint8Array): OtlpTraceRequest {
  const message = requestType.toObject(requestType.decode(bytes), { longs: String, bytes: Array })
  return withHexIds(message)
}

export function encodeTraceResponse(
  partial: { readonly rejected: number; readonly message: string } | null,
): Uint8Array {
  const value =
    partial === null ? {} : { partialSuccess: { rejectedSpans: partial.rejected, errorMessage: partial.message } }
  return responseType.encode(responseType.create(value)).finish()
}

const idMembers = new Set(['traceId', 'spanId', 'parentSpanId'])

/** Byte lists become text: ids in hex as in OTLP/JSON, other bytes in base64. */
function withHexIds(value: Record<string, unknown>): OtlpTraceRequest {
  const walk = (node: unknown, key: string): unknown => {
    if (Array.isArray(node) && (idMembers.has(key) || key === 'bytesValue')) return bytesAsText(node, key)
    if (Array.isArray(node)) return node.map((one) => walk(one, ''))
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, walk(member, name)]))
  }
  // The shape is the layout's, which is OtlpTraceRequest's.
  return walk(value, '') as OtlpTraceRequest
}

const bytesAsText = (bytes: readonly number[], key: string): string =>
  Buffer.from(bytes).toString(idMembers.has(key) ? 'hex' : 'base64')
