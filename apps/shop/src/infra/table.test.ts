import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { expect, it } from 'vitest'
import { localAws } from '../kit/aws.ts'
import { products } from './products.ts'
import { startTable, stockTable } from './table.ts'

it('has stock of every product, and refuses what it is told to refuse the way DynamoDB does', async () => {
  let throttledShare = 0
  const port = await startTable(() => throttledShare)
  const client = new DynamoDBClient({ ...localAws(port), maxAttempts: 1 })
  const stockOf = async (sku: string) => {
    const { Item } = await client.send(new GetItemCommand({ TableName: stockTable, Key: { sku: { S: sku } } }))
    return Number(Item?.quantity?.N)
  }
  const [first, last] = [products[0]?.sku ?? '', products.at(-1)?.sku ?? ''] // the last is in the last batch
  expect([await stockOf(first), await stockOf(last)]).toEqual([400, 400])
  throttledShare = 1
  await expect(stockOf(first)).rejects.toMatchObject({
    name: 'ProvisionedThroughputExceededException',
    $metadata: { httpStatusCode: 400 },
  })
  client.destroy()
})
