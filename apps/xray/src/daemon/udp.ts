/** The daemon's UDP side: datagrams straight into the commit that the API uses. */
import { createSocket, type Socket } from 'node:dgram'
import { readFile } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import type { Ingest } from '../ingest/ingest.ts'
import { parseDatagram } from './datagram.ts'

/** A burst of 5,000 segments fits. The kernel gives what it allows (`net.core.rmem_max`). */
const receiveBufferBytes = 8 * 1024 * 1024

export type UdpListener = {
  readonly port: number
  /** Datagrams the kernel threw away because this process did not read fast enough; null where it does not tell. */
  readonly kernelDrops: () => Promise<number | null>
  readonly close: () => Promise<void>
}

export async function listenUdp(host: string, port: number, ingest: Ingest): Promise<UdpListener> {
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4' })
  socket.on('message', (message, peer) => {
    const text = message.toString('utf8')
    const from = peer.address
    const datagram = parseDatagram(text)
    if (datagram.ok) return ingest.putDatagram(datagram.document, from)
    const { code, message: reason } = datagram
    ingest.ledger.received.udp++
    ingest.reject({ code, message: reason, id: null }, text, from)
  })
  await bound(socket, host, port)
  socket.on('error', (error) => ingest.ledger.dropped(`udp-socket-${'code' in error ? String(error.code) : 'error'}`))
  growBuffer(socket)
  const actual = socket.address().port
  return {
    port: actual,
    kernelDrops: () => kernelDrops(actual),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

function bound(socket: Socket, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.off('error', reject)
      resolve()
    })
  })
}

/** Some systems refuse a size above their limit instead of granting the limit. */
function growBuffer(socket: Socket): void {
  for (let bytes = receiveBufferBytes; bytes > 64 * 1024; bytes /= 2) {
    try {
      socket.setRecvBufferSize(bytes)
      return
    } catch {
      // Refused: the next smaller size.
    }
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
