/** What the applications call: a DynamoDB, a MySQL server and a plain web server, all on loopback, none of them traced. */
import { createServer, type Server } from 'node:http'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { createConnection } from 'mysql2'
import { closeServer, listenTcp } from '../../apps/xray/src/http/listen.ts'

export type Peers = {
  readonly awsUrl: string
  readonly mysqlPort: number
  /** `http://127.0.0.1:PORT/stock` */
  readonly plainUrl: string
  readonly close: () => Promise<void>
}

/** A table whose every request is refused as DynamoDB refuses: HTTP 400, and only the error's name tells a throttle. */
export const busyTable = 'busy-orders'

export async function startPeers(): Promise<Peers> {
  const aws = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const busy = body.includes(busyTable)
    const answer = busy
      ? {
          __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
          message: 'The level of configured provisioned throughput for the table was exceeded.',
        }
      : { Item: { id: { S: '8841' } } }
    response.writeHead(busy ? 400 : 200, {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': 'VFR2QH5VQ5PFS4TT0DHGH9O1PNVV4KQNSO5AEMVJF66Q9ASUAAJG',
    })
    response.end(JSON.stringify(answer))
  })
  const plain = createServer((_request, response) => response.end('12 in stock'))
  const [awsPort, plainPort, mysql] = await Promise.all([
    listenTcp(aws, '127.0.0.1', 0),
    listenTcp(plain, '127.0.0.1', 0),
    startMysql(),
  ])
  return {
    awsUrl: `http://127.0.0.1:${awsPort}`,
    mysqlPort: mysql.port,
    plainUrl: `http://127.0.0.1:${plainPort}/stock`,
    close: async () => {
      await Promise.all([stop(aws), stop(plain), mysql.close()])
    },
  }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await closeServer(server)
}

/** Answers any statement with one row: whether the SDKs record the call is what counts here. */
async function startMysql(): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serveMysql(socket, sockets.size)
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the MySQL server listens on no port'))
      else resolve(address.port)
    })
  })
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function serveMysql(stream: Socket, connectionId: number): void {
  const connection = createConnection({ stream, isServer: true })
  connection.on('error', () => {})
  connection.on('query', (statement: string) => {
    // Replies to a command are counted from 1; the library's server side goes on counting, which strict clients refuse.
    connection.sequenceId = 1
    if (/version\(\)/i.test(statement)) {
      const row = { 'version()': '8.0.36', 'current_user()': 'shop@localhost', 'database()': 'orders' }
      connection.writeTextResult([row], Object.keys(row).map(textColumn))
    } else if (/^\s*select/i.test(statement)) connection.writeTextResult([{ id: '8841' }], [textColumn('id')])
    else connection.writeOk()
  })
  connection.serverHandshake({
    protocolVersion: 10,
    serverVersion: '8.0.36',
    connectionId,
    statusFlags: 2,
    characterSet: 8,
    // Long passwords and flags, a database at connect, protocol 4.1, transactions, its authentication by plugin.
    capabilityFlags: 0x1 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x80000,
  })
}

const textColumn = (name: string) => ({
  catalog: 'def',
  schema: 'orders',
  table: 'orders',
  orgTable: 'orders',
  name,
  orgName: name,
  characterSet: 33,
  columnLength: 255,
  columnType: 0xfd,
  flags: 0,
  decimals: 0,
})
