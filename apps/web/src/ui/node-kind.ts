/** What sort of thing a node is, from its X-Ray type: which glyph it gets and which word. */
export const nodeKinds = [
  'client',
  'compute',
  'container',
  'function',
  'gateway',
  'queue',
  'topic',
  'stream',
  'table',
  'sql',
  'bucket',
  'cache',
  'workflow',
  'remote',
  'unknown',
] as const
export type NodeKind = (typeof nodeKinds)[number]

/** The first pattern that fits decides. Types as X-Ray writes them: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
const kinds: readonly (readonly [RegExp, NodeKind])[] = [
  [/^client$/i, 'client'],
  [/^remote$/i, 'remote'],
  [/ECS|EKS|Fargate|Kubernetes|AppRunner/i, 'container'],
  [/Lambda/i, 'function'],
  [/ApiGateway|ElasticLoadBalancing|AppSync|CloudFront|AppMesh|^AWS::ELB/i, 'gateway'],
  [/SQS|::MQ/i, 'queue'],
  [/SNS|EventBridge|::Events/i, 'topic'],
  [/Kinesis|Firehose|MSK|Kafka/i, 'stream'],
  [/DynamoDB|Keyspaces/i, 'table'],
  [/SQL|RDS|Aurora|Redshift|Database/i, 'sql'],
  [/S3/, 'bucket'],
  [/ElastiCache|DAX|MemoryDB|Redis|Memcached/i, 'cache'],
  [/StepFunctions|::States|SWF/i, 'workflow'],
  [/EC2|ElasticBeanstalk|OpsWorks/i, 'compute'],
]

export function nodeKind(type: string | null): NodeKind {
  if (type === null) return 'compute'
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'unknown'
}

/** Queues are named by their address and topics by their ARN: the last part is the name people gave them. */
export function shortName(name: string): string {
  if (/^arn:/.test(name)) return name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1) || name
  if (/^https?:\/\//.test(name)) {
    const path = name.replace(/^https?:\/\/[^/]+\/?/, '').replace(/\/+$/, '')
    return path.slice(path.lastIndexOf('/') + 1) || name.replace(/^https?:\/\//, '').replace(/\/+$/, '')
  }
  return name
}
