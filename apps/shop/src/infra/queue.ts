import http, { type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { createRequestHandler } from 'local-aws-sqs'
import { orderQueueName } from '../kit/aws.ts'
import { readBody } from '../kit/http-answer.ts'
import { listen } from '../kit/listen.ts'

/** SQS on a loopback port. */
export async function startQueue(): Promise<number> {
  const { requestHandler } = createRequestHandler({
    port: 0,
    hostname: '127.0.0.1',
    region: 'eu-west-1',
    accountId: '000000000000',
    queues: [{ QueueName: orderQueueName }],
  })
  const server = http.createServer((request, response) => {
    void keepTraceHeader(request)
      .then((kept) => requestHandler(kept, response))
      .catch(() => response.destroy())
  })
  return listen(server)
}

/**
 * SQS keeps the trace header of the HTTP request as the message's AWSTraceHeader; local-aws-sqs keeps only one that was sent as a
 * system attribute. So do here what SQS does, or the worker would begin a trace of its own.
 */
async function keepTraceHeader(request: IncomingMessage): Promise<IncomingMessage> {
  const header = request.headers['x-amzn-trace-id']
  let body = await readBody(request)
  if (typeof header === 'string' && String(request.headers['x-amz-target']).endsWith('.SendMessage')) {
    const AWSTraceHeader = { DataType: 'String', StringValue: header }
    body = JSON.stringify({ ...JSON.parse(body), MessageSystemAttributes: { AWSTraceHeader } })
  }
  const { headers, method, url } = request
  return Object.assign(Readable.from([Buffer.from(body)]), { headers, method, url }) as unknown as IncomingMessage
}
