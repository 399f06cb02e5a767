import { createSqsServer } from 'local-aws-sqs'
import { orderQueueName } from '../kit/aws.ts'

export async function startQueue(): Promise<number> {
  const server = await createSqsServer({
    port: 0,
    hostname: '127.0.0.1',
    region: 'eu-west-1',
    accountId: '000000000000',
    queues: [{ QueueName: orderQueueName }],
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the queue has no port')
  return address.port
}
