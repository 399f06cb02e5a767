import type { Attributes } from './attributes.ts'
import { isAwsApi, rpcOf } from './convention.ts'
import { block, type ResourceFacts } from './resource.ts'

/** The `aws` block of a span: where it ran and, for a call, what was asked of which resource (facts 10.3). */
export function awsOfSpan(a: Attributes, resource: ResourceFacts): Record<string, unknown> | null {
  const table = a.text('aws.table_name', 'aws.table.name')
  const tables = (a.list('aws.dynamodb.table_names') ?? []).filter((name) => typeof name === 'string')
  return block({
    ...resource.aws,
    operation: operationOf(a),
    account_id: a.text('aws.account_id') ?? resource.aws.account_id,
    region: a.text('aws.region') ?? (isAwsApi(a) ? a.peekText('cloud.region') : null),
    request_id: a.text('aws.request_id', 'aws.requestId', 'aws.request.id', 'faas.invocation_id', 'faas.execution'),
    id_2: a.text('aws.extended_request_id'),
    retries: a.number('aws.xray.retries'),
    // The conventions' own names win over the exporter's (facts 10.3).
    queue_url: a.text('messaging.url', 'aws.sqs.queue.url', 'aws.queue_url', 'aws.queue.url'),
    table_name: tables.length === 1 ? tables[0] : tables.length > 1 ? null : table,
    table_names: tables.length > 1 ? tables : null,
    bucket_name: a.text('aws.s3.bucket'),
    key: a.text('aws.s3.key'),
    topic_arn: a.text('aws.sns.topic.arn') ?? snsTopic(a),
    function_name: isAwsApi(a) ? a.text('faas.invoked_name') : null,
    stream_name: a.text('aws.kinesis.stream_name'),
    secret_id: a.text('aws.secretsmanager.secret.arn'),
    state_machine_arn: a.text('aws.step_functions.state_machine.arn'),
  })
}

function operationOf(a: Attributes): string | null {
  const own = a.text('aws.operation')
  const { method } = rpcOf(a)
  a.text('rpc.method')
  return own ?? method
}

/** SNS instrumentation names the topic as the message's destination. */
function snsTopic(a: Attributes): string | null {
  const destination = a.peekText('messaging.destination.name', 'messaging.destination')
  return isAwsApi(a) && destination?.startsWith('arn:aws:sns:') ? destination : null
}
