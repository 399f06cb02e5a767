/** Which of our addresses take connections. */
import { connect } from 'node:net'
import type { Endpoints } from '../routes/context.ts'
import type { Port } from './check.ts'

export function isOpen(host: string, port: number, timeoutMs = 1500): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const done = (open: boolean): void => {
      socket.destroy()
      resolve(open)
    }
    socket.setTimeout(timeoutMs, () => done(false))
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })
}

async function portOf(name: string, url: string | null): Promise<Port> {
  if (!url) return { name, address: null, open: false }
  const { hostname, port, host } = new URL(url)
  return { name, address: host, open: await isOpen(hostname.replace(/^\[|\]$/g, ''), Number(port || 80)) }
}

export async function portsOf(endpoints: Endpoints, webAddress: string | null): Promise<Port[]> {
  return Promise.all([
    portOf('web', webAddress),
    portOf('xray', endpoints.xray),
    portOf('otlp-http', endpoints.otlpHttp),
    portOf('otlp-grpc', endpoints.otlpGrpc),
  ])
}
