import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import AWSXRay from 'aws-xray-sdk-core'
import { following, localAws } from '../kit/aws.ts'
import { type Answer, field, list, number, ok, refuse, text } from '../kit/http-answer.ts'
import { joinShop, placesKnown, ready } from '../kit/join.ts'
import { annotate, step } from '../kit/segment.ts'
import { type Route, serveTraced } from '../kit/traced-server.ts'
import { work } from '../kit/work.ts'

joinShop()
await placesKnown(['table'])
const TableName = 'stock'
const table = following('table', (port) =>
  AWSXRay.captureAWSv3Client(new DynamoDBClient({ ...localAws(port), maxAttempts: 1 })),
)

/** A throttled table is not our fault: say so to the caller in HTTP's own word. */
async function orBusy(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && error.name === 'ProvisionedThroughputExceededException') {
      return { ...refuse(429, 'stock is busy, try again'), headers: { 'retry-after': '1' } }
    }
    throw error
  }
}

async function take(sku: string, count: number): Promise<number> {
  const answer = await table().send(
    new UpdateItemCommand({
      TableName,
      Key: { sku: { S: sku } },
      UpdateExpression: 'ADD quantity :taken',
      ExpressionAttributeValues: { ':taken': { N: String(-count) } },
      ReturnValues: 'UPDATED_NEW',
    }),
  )
  return Number(answer.Attributes?.quantity?.N ?? 0)
}

const routes: Route[] = [
  {
    method: 'GET',
    path: /^\/stock\/([A-Z0-9-]+)$/,
    handle: ({ parameter }) =>
      orBusy(async () => {
        const { Item } = await table().send(new GetItemCommand({ TableName, Key: { sku: { S: parameter } } }))
        return Item
          ? ok({ sku: parameter, quantity: Number(Item.quantity?.N ?? 0) })
          : refuse(404, `no stock of ${parameter}`)
      }),
  },
  {
    method: 'POST',
    path: /^\/reservations$/,
    handle: ({ body }) =>
      orBusy(async () => {
        const lines = list(field(body, 'lines'))
        annotate({ lines: lines.length })
        await step('check warehouse rules', () => work(4))
        for (const line of lines) {
          const sku = text(field(line, 'sku'))
          const left = await take(sku, number(field(line, 'count')))
          // The delivery comes at once in this shop: nobody wants a demo that sells out.
          if (left < 20) await take(sku, -400)
        }
        return ok({ reserved: lines.length })
      }),
  },
]

ready({ inventory: await serveTraced('inventory', routes) })
