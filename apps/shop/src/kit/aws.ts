/** How an AWS client reaches our stand-ins: any credentials do, the region only names things. */
export const localAws = (port: number) => ({
  region: 'eu-west-1',
  endpoint: `http://127.0.0.1:${port}`,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
})

/** The address the queue would have in AWS: it is the node's name on the map, so it must not carry a random port. */
export const orderQueueUrl = 'https://sqs.eu-west-1.amazonaws.com/000000000000/order-queue'
export const orderQueueName = 'order-queue'
