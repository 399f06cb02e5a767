/** OTLP's binary form, in and out. */
import protobuf from 'protobufjs'
import { definitions } from './definitions.ts'
import type { OtlpTraceRequest } from './message.ts'

const root = new protobuf.Root()
for (const text of definitions) protobuf.parse(text, root)
const type = (name: string) => root.lookupType(name)
const requestType = type('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest')
const responseType = type('opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse')
const statusType = type('google.rpc.Status')
const retryType = type('google.rpc.RetryInfo')

/** How gRPC names the one method there is. */
export const traceExportPath = '/opentelemetry.proto.collector.trace.v1.TraceService/Export'

/** Throws when the bytes are no such message. Ids stay bytes. */
export function decodeTraceRequest(bytes: Uint8Array): OtlpTraceRequest {
  return requestType.toObject(requestType.decode(bytes), { longs: String })
}

export type Partial = { readonly rejected: number; readonly message: string }

/** Null: everything was taken. */
export function encodeTraceResponse(partial: Partial | null): Uint8Array {
  const value =
    partial === null ? {} : { partialSuccess: { rejectedSpans: partial.rejected, errorMessage: partial.message } }
  return responseType.encode(responseType.create(value)).finish()
}

export type RpcStatus = {
  /** Of gRPC's list. */
  readonly code: number
  readonly message: string
  /** When to try again; null: not at all. */
  readonly retryAfterS: number | null
}

export const retryInfoUrl = 'type.googleapis.com/google.rpc.RetryInfo'

/** `google.rpc.Status`, as OTLP answers errors in protobuf over HTTP and in gRPC's `grpc-status-details-bin`. */
export function encodeStatus({ code, message, retryAfterS }: RpcStatus): Uint8Array {
  const retry = retryAfterS === null ? null : retryType.encode({ retryDelay: { seconds: retryAfterS } }).finish()
  const details = retry === null ? [] : [{ typeUrl: retryInfoUrl, value: retry }]
  return statusType.encode({ code, message, details }).finish()
}
