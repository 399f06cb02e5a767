/**
 * OTLP over gRPC: `TraceService/Export`, gzip or plain. A message is answered when its spans are on disk, as everywhere; one that cannot be
 * taken now says when to come again (`RetryInfo`), which is what exporters look for. Other services of OTLP are UNIMPLEMENTED.
 * Browsers do not speak plain HTTP/2, so that there is no `Host` or `Origin` to guard.
 */
import { isIPv6 } from 'node:net'
import {
  logVerbosity,
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceDefinition,
  type sendUnaryData,
  setLogVerbosity,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import {
  decodeTraceRequest,
  encodeStatus,
  encodeTraceResponse,
  type OtlpTraceRequest,
  segmentsFromOtlp,
  traceExportPath,
} from '@roentgen/translate'
import { bodies } from '../http/body.ts'
import { PortTaken } from '../http/listen.ts'
import { bodyLimitBytes, type OtlpOptions } from './otlp-route.ts'
import { Malformed, type OtlpError, otlpError, unforeseen } from './rpc-error.ts'
import { take } from './take.ts'

const same = (bytes: Buffer): Buffer => bytes

/** Bytes in, bytes out: a message that is none is to be INVALID_ARGUMENT, where a deserializer that throws gives INTERNAL. */
const service: ServiceDefinition = {
  Export: {
    path: traceExportPath,
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  },
}

export type GrpcListener = { readonly port: number; readonly close: () => Promise<void> }

const lingerMs = 5_000

/** Throws `PortTaken`. Port 0: any free one. */
export async function listenGrpc(host: string, port: number, options: OtlpOptions): Promise<GrpcListener> {
  // What it would print (a taken port, a client gone) is said here, once and in words.
  setLogVerbosity(logVerbosity.NONE)
  const server = new Server({
    'grpc.max_receive_message_length': bodyLimitBytes,
    'grpc.max_send_message_length': bodyLimitBytes,
    // A message counts against the budget of bodies once it is whole: until then this is what bounds a connection.
    'grpc.max_concurrent_streams': 8,
    // A connection that has nothing to say for this long is let go; exporters open another.
    'grpc.max_connection_idle_ms': 10 * 60_000,
    'grpc.so_reuseport': 0,
  })
  const exported: UntypedServiceImplementation = { Export: exportCall(options) }
  server.addService(service, exported)
  const actual = await bound(server, isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`, port)
  return { port: actual, close: () => closed(server) }
}

function bound(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, actual) => {
      if (error === null) return resolve(actual)
      server.forceShutdown()
      reject(/EADDRINUSE/.test(error.message) ? new PortTaken(`Port ${port} is taken.`, { cause: error }) : error)
    })
  })
}

/** Calls under way are answered first. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.forceShutdown(), lingerMs)
    server.tryShutdown(() => {
      clearTimeout(late)
      resolve()
    })
  })
}

function exportCall({ ingest, translate, log }: OtlpOptions) {
  return (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>): void => {
    const run = async () => {
      bodies.take(call, call.request.length)
      const spans = segmentsFromOtlp(decoded(call.request), translate)
      return Buffer.from(encodeTraceResponse(await take(ingest, spans, 'otlp', peerOf(call))))
    }
    run()
      .then((bytes) => answer(null, bytes))
      .catch((thrown: unknown) => {
        const error = otlpError(thrown)
        if (error === null) log(`OTLP call failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`)
        refuse(answer, error ?? unforeseen)
      })
      .finally(() => bodies.release(call))
  }
}

function decoded(bytes: Buffer): OtlpTraceRequest {
  try {
    return decodeTraceRequest(bytes)
  } catch (cause) {
    throw new Malformed('The message is no ExportTraceServiceRequest.', { cause })
  }
}

function refuse(answer: sendUnaryData<Buffer>, error: OtlpError): void {
  const metadata = new Metadata()
  metadata.set('grpc-status-details-bin', Buffer.from(encodeStatus(error)))
  answer({ code: error.code, details: error.message, metadata })
}

/** `127.0.0.1:50312` -> `127.0.0.1` */
const peerOf = (call: ServerUnaryCall<Buffer, Buffer>): string =>
  call
    .getPeer()
    .replace(/:\d+$/, '')
    .replace(/^\[?(?:::ffff:)?([^\]]*)\]?$/, '$1')
