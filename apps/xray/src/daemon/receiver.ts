/**
 * The thread that reads the UDP socket and does nothing else, so that a busy main loop costs no datagram: the kernel's buffer is small
 * (`net.core.rmem_max`, often 208 kB), the queue here is as large as it is told.
 *
 *   socket ─▶ batch being filled ─▶ batches that wait ─(one at a time)─▶ main thread
 *                   ▲                                                        │
 *                   └──────────────── the same memory, empty again ◀─────────┘
 *
 * `receive` is sent to the thread as its source text: it runs the same from sources and from any bundle, and must use nothing from
 * outside itself but its arguments.
 */
import type { Buffer } from 'node:buffer'
import type { createSocket } from 'node:dgram'
import type { MessagePort } from 'node:worker_threads'

export type ReceiverSetup = {
  readonly host: string
  readonly port: number
  readonly type: 'udp4' | 'udp6'
  /** What the kernel is asked for; it gives what it allows. */
  readonly socketBytes: number
  /** Memory for datagrams, in batches of `batchBytes`; beyond it they are counted and gone. */
  readonly limitBytes: number
  readonly batchBytes: number
  /** Between two batches that are not full. */
  readonly gapMs: number
  /** Two 32-bit counters: bytes that wait, datagrams that found no room. */
  readonly counters: SharedArrayBuffer
}

export const waitingBytesAt = 0
export const droppedAt = 1

/** Records of `length: u32, peer: u16, datagram`, one after another; `peer` is an index into `peers`. */
export type Batch = {
  readonly kind: 'batch'
  readonly memory: ArrayBuffer
  readonly used: number
  readonly peers: readonly string[]
}

export type FromReceiver =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'socket-error'; readonly code: string }
  | Batch

export type ToReceiver = { readonly kind: 'taken'; readonly memory: ArrayBuffer } | { readonly kind: 'close' }

export const recordHeaderBytes = 6

/** The datagrams of a batch in order of arrival. */
export function* datagramsOf({ memory, used, peers }: Batch): Generator<{ text: string; from: string }> {
  const view = new DataView(memory)
  const bytes = globalThis.Buffer.from(memory, 0, used)
  for (let at = 0; at < used; ) {
    const end = at + recordHeaderBytes + view.getUint32(at)
    yield {
      text: bytes.toString('utf8', at + recordHeaderBytes, end),
      from: peers[view.getUint16(at + 4)] ?? 'unknown',
    }
    at = end
  }
}

export type ReceiverTools = { readonly createSocket: typeof createSocket; readonly parent: MessagePort }

export function receive(setup: ReceiverSetup, { createSocket, parent }: ReceiverTools): void {
  const { limitBytes, gapMs } = setup
  const header = 6
  const largestDatagram = 65_535
  const batchBytes = Math.max(setup.batchBytes, header + largestDatagram)
  const mostBatches = Math.max(2, Math.floor(limitBytes / batchBytes))
  const mostPeers = 65_536
  const mostSpare = 4
  const counters = new Int32Array(setup.counters)

  type Filling = { memory: ArrayBuffer; bytes: Uint8Array; view: DataView; used: number; peers: Map<string, number> }
  const waiting: Filling[] = []
  const spare: ArrayBuffer[] = []
  let filling: Filling | null = null
  /** Bytes of the batch that the main thread has in hand. */
  let underWay: number | null = null
  let sentMs = Number.NEGATIVE_INFINITY
  let planned = false
  let arrived = 0
  let closed = false

  const socket = createSocket({ type: setup.type })
  const say = (message: FromReceiver, transfer: ArrayBuffer[] = []) => parent.postMessage(message, transfer)

  const open = (): Filling | null => {
    if (waiting.length + (filling === null ? 0 : 1) + (underWay === null ? 0 : 1) >= mostBatches) return null
    if (filling !== null) waiting.push(filling)
    const memory = spare.pop() ?? new ArrayBuffer(batchBytes)
    filling = { memory, bytes: new Uint8Array(memory), view: new DataView(memory), used: 0, peers: new Map() }
    return filling
  }

  const roomFor = (length: number, peer: string): Filling | null => {
    if (filling === null || filling.used + header + length > batchBytes) return open()
    return filling.peers.size < mostPeers || filling.peers.has(peer) ? filling : open()
  }

  const take = (datagram: Buffer, peer: string) => {
    arrived++
    const batch = roomFor(datagram.length, peer)
    if (batch === null) {
      Atomics.add(counters, 1, 1)
      return
    }
    const place = batch.peers.get(peer) ?? batch.peers.size
    batch.peers.set(peer, place)
    batch.view.setUint32(batch.used, datagram.length)
    batch.view.setUint16(batch.used + 4, place)
    batch.bytes.set(datagram, batch.used + header)
    batch.used += header + datagram.length
    Atomics.add(counters, 0, header + datagram.length)
    plan()
  }

  /** At once after a pause, so that a lone datagram is seen at once; under load a full batch, or one every `gapMs`. */
  const plan = () => {
    if (underWay !== null || planned) return
    const waitMs = waiting.length > 0 || closed ? 0 : sentMs + gapMs - performance.now()
    planned = true
    if (waitMs <= 0) setImmediate(send)
    else setTimeout(send, waitMs)
  }

  const send = () => {
    planned = false
    if (underWay !== null) return
    const batch = waiting.shift() ?? filling
    if (batch === null) return finish()
    if (batch === filling) filling = null
    underWay = batch.used
    sentMs = performance.now()
    say({ kind: 'batch', memory: batch.memory, used: batch.used, peers: [...batch.peers.keys()] }, [batch.memory])
  }

  /** What the kernel still holds is read first: an end without silence comes after half a second all the same. */
  const close = (quietRounds: number, seen: number, untilMs: number) => {
    if (quietRounds < 3 && performance.now() < untilMs) {
      setImmediate(() => close(arrived === seen ? quietRounds + 1 : 0, arrived, untilMs))
      return
    }
    socket.close(() => {
      closed = true
      plan()
    })
  }

  const finish = () => {
    if (closed) parent.close()
  }

  parent.on('message', (message: ToReceiver) => {
    if (message.kind === 'close') return close(0, arrived, performance.now() + 500)
    Atomics.sub(counters, 0, underWay ?? 0)
    underWay = null
    if (spare.length < mostSpare) spare.push(message.memory)
    if (waiting.length > 0 || filling !== null || closed) plan()
  })

  const codeOf = (error: Error) => ('code' in error ? String(error.code) : 'error')
  const failed = (error: Error) => say({ kind: 'failed', code: codeOf(error), message: error.message })
  socket.once('error', failed)
  socket.on('message', (datagram, { address }) => take(datagram, address))
  socket.bind({ address: setup.host, port: setup.port, exclusive: true }, () => {
    socket.off('error', failed)
    socket.on('error', (error) => say({ kind: 'socket-error', code: codeOf(error) }))
    // Some systems refuse a size above their limit instead of granting the limit.
    for (let bytes = setup.socketBytes; bytes > 64 * 1024; bytes /= 2) {
      try {
        socket.setRecvBufferSize(bytes)
        break
      } catch {
        // Refused: the next smaller size.
      }
    }
    say({ kind: 'listening', port: socket.address().port })
  })
}
