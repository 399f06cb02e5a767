/** What sort of thing a node is, from its X-Ray type: which glyph it gets and which plain name (`kind-words.ts` of the pages). */
export const nodeKinds = [
  'client',
  'browser',
  'canary',
  'service',
  'machine',
  'beanstalk',
  'container',
  'pod',
  'apprunner',
  'function',
  'code',
  'gateway',
  'graphql',
  'balancer',
  'cdn',
  'queue',
  'topic',
  'bus',
  'stream',
  'table',
  'sql',
  'bucket',
  'cache',
  'workflow',
  'secrets',
  'remote',
  'crowd',
  'group',
  'unknown',
] as const
export type NodeKind = (typeof nodeKinds)[number]

/**
 * The AWS service in the middle of a type (`AWS::SQS::Queue`), as `serviceOf` spells it. Some services have several names.
 * A map: the text is the sender's, and `constructor` is a member of every object.
 */
const kindOfService: ReadonlyMap<string, NodeKind> = new Map(
  Object.entries({
    ec2: 'machine',
    lightsail: 'machine',
    opsworks: 'machine',
    elasticbeanstalk: 'beanstalk',
    ecs: 'container',
    fargate: 'container',
    batch: 'container',
    eks: 'pod',
    kubernetes: 'pod',
    apprunner: 'apprunner',
    lambda: 'function',
    apigateway: 'gateway',
    appsync: 'graphql',
    elasticloadbalancing: 'balancer',
    elb: 'balancer',
    appmesh: 'balancer',
    cloudfront: 'cdn',
    sqs: 'queue',
    mq: 'queue',
    sns: 'topic',
    events: 'bus',
    eventbridge: 'bus',
    pipes: 'bus',
    scheduler: 'bus',
    kinesis: 'stream',
    firehose: 'stream',
    kinesisfirehose: 'stream',
    kafka: 'stream',
    msk: 'stream',
    dynamodb: 'table',
    keyspaces: 'table',
    cassandra: 'table',
    rds: 'sql',
    rdsdata: 'sql',
    redshift: 'sql',
    redshiftdata: 'sql',
    aurora: 'sql',
    athena: 'sql',
    s3: 'bucket',
    elasticache: 'cache',
    dax: 'cache',
    memorydb: 'cache',
    stepfunctions: 'workflow',
    states: 'workflow',
    sfn: 'workflow',
    swf: 'workflow',
    secretsmanager: 'secrets',
    simplesystemsmanagement: 'secrets',
    ssm: 'secrets',
    kms: 'secrets',
    rum: 'browser',
    synthetics: 'canary',
  } satisfies Record<string, NodeKind>),
)

/** `AWS::STEPFUNCTIONS`, `AWS::AmazonDynamoDBv2`: the casing, and the vendor's name before it, come from the caller's SDK. */
function serviceOf(type: string): string {
  const [, service = ''] = type.split('::')
  return service
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^(amazon|aws)/, '')
    .replace(/v\d$/, '')
}

/** Null: the service said nothing of where it runs (on-premises, a laptop, no plugin). */
export function nodeKind(type: string | null): NodeKind {
  if (type === null) return 'service'
  const lower = type.toLowerCase()
  if (lower === 'client' || lower === 'remote') return lower
  // What stands for many (`picture.ts`): no segment says that of itself.
  if (type === 'group' || type === 'crowd') return type
  if (lower.startsWith('client::')) return lower.includes('synthetics') ? 'canary' : 'browser'
  if (lower.startsWith('database::')) return 'sql'
  if (!lower.startsWith('aws::')) return 'unknown'
  if (lower === 'aws::lambda::function') return 'code'
  return kindOfService.get(serviceOf(type)) ?? 'unknown'
}

/** Queues are named by their address and topics by their ARN: the last part is the name people gave them. */
export function shortName(name: string): string {
  if (/^arn:/.test(name)) {
    // A function's ARN may end in a version or an alias.
    const named = /:function:([^:]+)/.exec(name)?.[1]
    return named ?? (name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1) || name)
  }
  if (/^https?:\/\//.test(name)) {
    const path = name.replace(/^https?:\/\/[^/]+\/?/, '').replace(/\/+$/, '')
    return path.slice(path.lastIndexOf('/') + 1) || name.replace(/^https?:\/\//, '').replace(/\/+$/, '')
  }
  return name
}
