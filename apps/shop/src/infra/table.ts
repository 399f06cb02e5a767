import http from 'node:http'
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { localAws } from '../kit/aws.ts'
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
  const client = new DynamoDBClient(localAws(port))
  await client.send(
    new CreateTableCommand({
      TableName: stockTable,
      AttributeDefinitions: [{ AttributeName: 'sku', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'sku', KeyType: 'HASH' }],
      ProvisionedThroughput: { ReadCapacityUnits: 50, WriteCapacityUnits: 20 },
    }),
  )
  for (const { sku } of products) {
    await client.send(new PutItemCommand({ TableName: stockTable, Item: { sku: { S: sku }, quantity: { N: '400' } } }))
  }
  client.destroy()
  open = true
  return port
}
