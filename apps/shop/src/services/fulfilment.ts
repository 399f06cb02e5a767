import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import AWSXRay from 'aws-xray-sdk-core'
import { following, localAws, orderQueueUrl } from '../kit/aws.ts'
import { call } from '../kit/captured-http.ts'
import { field, number, parseBody, text, UpstreamError } from '../kit/http-answer.ts'
import { joinShop, onStop, placesKnown, ready } from '../kit/join.ts'
import { annotate, setUser, step } from '../kit/segment.ts'
import { chance, sleep, work } from '../kit/work.ts'

class CarrierError extends Error {
  override name = 'CarrierError'
}

joinShop()
await placesKnown(['queue', 'orders'])
const connect = (port: number) => new SQSClient({ ...localAws(port), useQueueUrlAsEndpoint: false })
const poller = following('queue', connect) // not captured: waiting for work belongs to no request
const queue = following('queue', (port) => AWSXRay.captureAWSv3Client(connect(port)))

async function fulfil(message: Message): Promise<void> {
  const order = parseBody(message.Body ?? '')
  setUser(text(field(order, 'user')))
  annotate({
    order_id: text(field(order, 'id')),
    plan: text(field(order, 'plan')),
    version: process.env.npm_package_version ?? '',
  })
  const found = await call('orders', 'GET', `/orders/${text(field(order, 'id'))}`)
  if (found.status >= 500) throw new UpstreamError(`orders answered ${found.status}`)
  await step('pick and pack', () => work(60 + 25 * number(field(order, 'lines')), 0.6))
  await step('print label', async () => {
    await work(35, 0.8)
    if (chance(0.015)) throw new CarrierError('the carrier knows no such street')
  })
}

/** Goes on with the trace that the message carries: the SDK has no middleware for workers, so this is its documented way. */
async function handle(message: Message): Promise<void> {
  const header = AWSXRay.utils.processTraceData(message.Attributes?.AWSTraceHeader)
  const segment = new AWSXRay.Segment('fulfilment', header.root, header.parent)
  if (header.sampled === '0') segment.notTraced = true
  await AWSXRay.getNamespace().runAndReturn(async () => {
    AWSXRay.setSegment(segment)
    try {
      await fulfil(message)
    } catch (error) {
      segment.addError(error instanceof Error ? error : String(error))
    }
    // A message that failed is not tried again: the demo has no dead letters to show.
    await queue().send(new DeleteMessageCommand({ QueueUrl: orderQueueUrl, ReceiptHandle: message.ReceiptHandle }))
    segment.close()
  })
}

let stopping = false
const atHand = new Set<Promise<void>>()
onStop(async () => {
  stopping = true
  await Promise.allSettled(atHand)
})
ready({})

while (!stopping) {
  try {
    const { Messages = [] } = await poller().send(
      new ReceiveMessageCommand({
        QueueUrl: orderQueueUrl,
        WaitTimeSeconds: 10,
        MaxNumberOfMessages: 5,
        AttributeNames: ['All'], // local-aws-sqs does not know the newer MessageSystemAttributeNames
      }),
    )
    for (const message of Messages) {
      const done = handle(message).catch((error: unknown) => console.error('fulfilment:', error))
      atHand.add(done)
      void done.finally(() => atHand.delete(done))
    }
  } catch (error) {
    if (!stopping) console.error('fulfilment:', error instanceof Error ? error.message : error)
    await sleep(1000)
  }
}
