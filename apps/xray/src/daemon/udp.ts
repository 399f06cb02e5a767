/** The daemon's UDP side: datagrams straight into the commit that the API uses. */
import { readFile } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { Worker } from 'node:worker_threads'
import type { Ingest } from '../ingest/ingest.ts'
import { parseDatagram } from './datagram.ts'
import {
  type Batch,
  datagramsOf,
  droppedAt,
  type FromReceiver,
  type ReceiverSetup,
  receive,
  type ToReceiver,
  waitingBytesAt,
} from './receiver.ts'

const mebibyte = 1024 * 1024

export type UdpListener = {
  readonly port: number
  /** Bytes that were read from the socket and not taken up here yet. */
  readonly waitingBytes: () => number
  readonly limitBytes: number
  /** Datagrams not stored because those before them had filled the memory for datagrams. */
  readonly queueDrops: () => number
  /** Datagrams the kernel threw away because the receiving thread did not read fast enough; null where it does not tell. */
  readonly kernelDrops: () => Promise<number | null>
  /** Resolves when everything that had reached the socket is taken up. */
  readonly close: () => Promise<void>
}

export type UdpOptions = Partial<Pick<ReceiverSetup, 'socketBytes' | 'limitBytes' | 'batchBytes' | 'gapMs'>>

export async function listenUdp(
  host: string,
  port: number,
  ingest: Ingest,
  options: UdpOptions = {},
): Promise<UdpListener> {
  const counters = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)
  const setup: ReceiverSetup = {
    host,
    port,
    type: isIPv6(host) ? 'udp6' : 'udp4',
    // A burst of 5,000 segments fits.
    socketBytes: 8 * mebibyte,
    limitBytes: 32 * mebibyte,
    // A handful of messages for a large burst; some ten milliseconds of the main loop's time each.
    batchBytes: mebibyte / 4,
    gapMs: 50,
    counters,
    ...options,
  }
  const receiver = new Worker(threadSource(), { eval: true, workerData: setup, execArgv: [], name: 'udp' })
  const tell = (message: ToReceiver, transfer: ArrayBuffer[] = []) => receiver.postMessage(message, transfer)
  const actual = await listening(receiver)

  receiver.on('message', (message: FromReceiver) => {
    if (message.kind === 'socket-error') ingest.ledger.dropped(`udp-socket-${message.code}`)
    if (message.kind !== 'batch') return
    takeUp(ingest, message)
    tell({ kind: 'taken', memory: message.memory }, [message.memory])
  })
  const gone = new Promise<void>((resolve) => receiver.once('exit', () => resolve()))
  const count = (at: number) => Atomics.load(new Int32Array(counters), at)
  return {
    port: actual,
    limitBytes: setup.limitBytes,
    waitingBytes: () => count(waitingBytesAt),
    queueDrops: () => count(droppedAt) >>> 0,
    kernelDrops: () => kernelDrops(actual),
    close: async () => {
      tell({ kind: 'close' })
      await gone
    },
  }
}

/** Plain JavaScript; `__name` is what some bundlers wrap functions in to keep their names. */
const threadSource = () => `
const __name = (named) => named
const { createSocket } = require('node:dgram')
const { parentPort, workerData } = require('node:worker_threads')
;(${receive.toString()})(workerData, { createSocket, parent: parentPort })
`

/** The port; or the error of the socket, with its code. A thread that breaks later ends the process: its supervisor starts it again. */
function listening(receiver: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    const broken = (error: Error) => reject(error)
    receiver.once('error', broken)
    receiver.once('message', (message: FromReceiver) => {
      receiver.off('error', broken)
      if (message.kind === 'listening') return resolve(message.port)
      const failure = message.kind === 'failed' ? message : { code: 'error', message: 'no socket' }
      void receiver.terminate()
      reject(Object.assign(new Error(failure.message), { code: failure.code }))
    })
  })
}

function takeUp(ingest: Ingest, batch: Batch): void {
  for (const { text, from } of datagramsOf(batch)) {
    const datagram = parseDatagram(text)
    if (datagram.ok) {
      ingest.putDatagram(datagram.document, from)
      continue
    }
    ingest.ledger.received.udp++
    ingest.reject({ code: datagram.code, message: datagram.message, id: null }, text, from)
  }
}

async function kernelDrops(port: number): Promise<number | null> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  let drops: number | null = null
  for (const file of ['/proc/net/udp', '/proc/net/udp6']) {
    const table = await readFile(file, 'utf8').catch(() => '')
    for (const line of table.split('\n').slice(1)) {
      const columns = line.trim().split(/\s+/)
      if (columns[1]?.endsWith(wanted)) drops = (drops ?? 0) + Number(columns.at(-1))
    }
  }
  return drops
}
