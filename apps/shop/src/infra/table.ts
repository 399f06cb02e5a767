import http from 'node:http'
import dynalite from 'dynalite'
import { type Json, readBody } from '../kit/http-answer.ts'
import { listen } from '../kit/listen.ts'
import { chance } from '../kit/work.ts'
import { products } from './products.ts'

export const stockTable = 'stock'

const throttled = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  message:
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
})

/** DynamoDB on a loopback port. dynalite knows no capacity, so a share of the requests is refused before it sees them. */
export async function startTable(throttledShare: () => number): Promise<number> {
  const table = dynalite({ createTableMs: 0 })
  let open = false
  const server = http.createServer((request, response) => {
    if (!open || !chance(throttledShare())) {
      table.emit('request', request, response)
      return
    }
    request.resume()
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': crypto.randomUUID() })
    response.end(throttled)
  })
  const port = await listen(server)
  await ask(port, 'CreateTable', {
    TableName: stockTable,
    AttributeDefinitions: [{ AttributeName: 'sku', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'sku', KeyType: 'HASH' }],
    ProvisionedThroughput: { ReadCapacityUnits: 50, WriteCapacityUnits: 20 },
  })
  for (let at = 0; at < products.length; at += batchLimit) {
    const items = products.slice(at, at + batchLimit).map(({ sku }) => ({ sku: { S: sku }, quantity: { N: '400' } }))
    await ask(port, 'BatchWriteItem', {
      RequestItems: { [stockTable]: items.map((Item) => ({ PutRequest: { Item } })) },
    })
  }
  open = true
  return port
}

/** DynamoDB's own. */
const batchLimit = 25

/** Filling the table is not worth the AWS client's 12 MB in this process. dynalite looks at a signature's form alone. */
async function ask(port: number, operation: string, body: Json): Promise<void> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20200101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  }
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http
      .request({ method: 'POST', host: '127.0.0.1', port, headers }, resolve)
      .on('error', reject)
      .end(JSON.stringify(body))
  })
  const answer = await readBody(response)
  if (response.statusCode !== 200) throw new Error(`${operation} answered ${response.statusCode}: ${answer}`)
}
