/** Stands between a client and the service, and writes down each quota with the moment at which it went to the client. */
import { request as ask, createServer } from 'node:http'

export type Heard = { readonly atS: number; readonly perSecond: number; readonly untilS: number }
export type Listening = {
  readonly address: string
  readonly heard: readonly Heard[]
  readonly close: () => Promise<void>
}

export async function listenBetween(serviceUrl: string): Promise<Listening> {
  const { hostname, port } = new URL(serviceUrl)
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const onward = ask(
      { hostname, port, path: request.url, method: request.method, headers: request.headers },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          const body = Buffer.concat(chunks)
          if (request.url === '/SamplingTargets') heard.push(...quotasIn(body.toString('utf8')))
          response.writeHead(answer.statusCode ?? 502, answer.headers).end(body)
        })
      },
    )
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  return {
    address: `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function quotasIn(body: string): Heard[] {
  const { SamplingTargetDocuments }: { SamplingTargetDocuments: Record<string, number | null>[] } = JSON.parse(body)
  return SamplingTargetDocuments.flatMap(({ ReservoirQuota, ReservoirQuotaTTL }) =>
    typeof ReservoirQuota === 'number' && typeof ReservoirQuotaTTL === 'number'
      ? [{ atS: Date.now() / 1000, perSecond: ReservoirQuota, untilS: ReservoirQuotaTTL }]
      : [],
  )
}
