import { onChange, portIfKnown, portOf } from './join.ts'
import type { PlaceName } from './messages.ts'

/** How an AWS client reaches our stand-ins: any credentials do, the region only names things. */
export const localAws = (port: number) => ({
  region: 'eu-west-1',
  endpoint: `http://127.0.0.1:${port}`,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
})

/** The address the queue would have in AWS: it is the node's name on the map, so it must not carry a random port. */
export const orderQueueUrl = 'https://sqs.eu-west-1.amazonaws.com/000000000000/order-queue'
export const orderQueueName = 'order-queue'

/** A client that is made again when its place has moved: whatever restarts comes back on another port. */
export function following<Client>(place: PlaceName, make: (port: number) => Client): () => Client {
  let port = portOf(place)
  let client = make(port)
  onChange(() => {
    const now = portIfKnown(place)
    if (now === undefined || now === port) return
    port = now
    client = make(port)
  })
  return () => client
}
