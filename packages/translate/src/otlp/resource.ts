import type { Attributes, PlainValue } from './attributes.ts'

/** What the resource says of where a span ran: origin and the `aws` block's parts (facts 10.2 origin, 10.3 aws.*). */
export type ResourceFacts = {
  readonly attributes: Attributes
  readonly serviceName: string | null
  readonly serviceVersion: string | null
  readonly language: string | null
  readonly origin: string | null
  /** The function's, where it is one. */
  readonly resourceArn: string | null
  /** False when the span ran in another cloud: then there is no `aws` block at all. */
  readonly mayBeAws: boolean
  readonly aws: Readonly<Record<string, unknown>>
}

const originByPlatform: ReadonlyMap<string, string> = new Map([
  ['aws_ec2', 'AWS::EC2::Instance'],
  ['aws_eks', 'AWS::EKS::Container'],
  ['aws_elastic_beanstalk', 'AWS::ElasticBeanstalk::Environment'],
  ['aws_app_runner', 'AWS::AppRunner::Service'],
  ['aws_lambda', 'AWS::Lambda::Function'],
])

export function resourceFacts(attributes: Attributes): ResourceFacts {
  const provider = attributes.text('cloud.provider')
  const platform = attributes.text('cloud.platform')
  const mayBeAws = provider === null || provider === 'aws'
  const functionArn = platform === 'aws_lambda' ? arnOf(attributes.text('cloud.resource_id', 'faas.id')) : null
  return {
    attributes,
    serviceName: attributes.text('service.name'),
    serviceVersion: attributes.text('service.version') ?? imageTag(attributes),
    language: attributes.text('telemetry.sdk.language'),
    origin: mayBeAws ? originOf(attributes, platform) : null,
    mayBeAws,
    resourceArn: mayBeAws ? functionArn : null,
    aws: mayBeAws ? awsOf(attributes, platform, functionArn) : {},
  }
}

const arnOf = (text: string | null) => (text?.startsWith('arn:') ? text : null)

/** One tag in the old conventions, a list in the new ones. */
function imageTag(a: Attributes): string | null {
  const [first] = a.list('container.image.tags') ?? []
  return a.text('container.image.tag') ?? (typeof first === 'string' && first !== '' ? first : null)
}

function originOf(attributes: Attributes, platform: string | null): string | null {
  if (platform === null) return null
  if (platform !== 'aws_ecs') return originByPlatform.get(platform) ?? null
  const launch = attributes.text('aws.ecs.launchtype')?.toLowerCase()
  if (launch === 'ec2') return 'AWS::ECS::EC2'
  return launch === 'fargate' ? 'AWS::ECS::Fargate' : 'AWS::ECS::Container'
}

type Block = Record<string, unknown>

/** Without its empty members; null when nothing is left. */
export function block(members: Readonly<Record<string, unknown>>): Block | null {
  const kept = Object.entries(members).filter(([, value]) => value !== null && value !== undefined)
  return kept.length === 0 ? null : Object.fromEntries(kept)
}

function awsOf(a: Attributes, platform: string | null, functionArn: string | null): Block {
  const xray = block({
    sdk: sdkOf(a),
    sdk_version: a.text('telemetry.sdk.version'),
    auto_instrumentation: a.has('telemetry.auto.version') || a.has('telemetry.distro.version'),
  })
  return (
    block({
      account_id: a.text('cloud.account.id'),
      ec2: platform === 'aws_ec2' || a.has('host.id') ? ec2Of(a) : null,
      ecs: platform === 'aws_ecs' ? ecsOf(a) : null,
      eks: platform === 'aws_eks' || a.has('k8s.cluster.name') ? eksOf(a) : null,
      elastic_beanstalk: platform === 'aws_elastic_beanstalk' && a.has('service.instance.id') ? beanstalkOf(a) : null,
      function_arn: functionArn,
      cloudwatch_logs: logsOf(a),
      xray,
    }) ?? {}
  )
}

function sdkOf(a: Attributes): string | null {
  const name = a.text('telemetry.sdk.name')
  const language = a.text('telemetry.sdk.language')
  if (name === null) return null
  return language === null ? name : `${name} for ${language}`
}

const ec2Of = (a: Attributes) =>
  block({
    instance_id: a.text('host.id'),
    instance_size: a.text('host.type'),
    ami_id: a.text('host.image.id'),
    availability_zone: a.text('cloud.availability_zone'),
  })

const ecsOf = (a: Attributes) =>
  block({
    container: a.text('container.name'),
    container_id: a.text('container.id'),
    container_arn: a.text('aws.ecs.container.arn'),
    cluster_arn: a.text('aws.ecs.cluster.arn'),
    task_arn: a.text('aws.ecs.task.arn'),
    task_family: a.text('aws.ecs.task.family'),
    launch_type: a.text('aws.ecs.launchtype'),
    availability_zone: a.text('cloud.availability_zone'),
  })

const eksOf = (a: Attributes) =>
  block({
    cluster_name: a.text('k8s.cluster.name'),
    pod: a.text('k8s.pod.name'),
    container_id: a.text('container.id'),
  })

const beanstalkOf = (a: Attributes) =>
  block({
    environment: a.text('service.namespace'),
    deployment_id: a.number('service.instance.id') ?? 0,
    version_label: a.text('service.version'),
  })

function logsOf(a: Attributes): Block[] | null {
  const listed = (key: string): string[] =>
    (a.list(key) ?? [])
      .flatMap((value: PlainValue) => (typeof value === 'string' ? value.split('&') : []))
      .filter((name) => name !== '')
  const byArn = listed('aws.log.group.arns').map((arn) => ({ log_group: groupOfArn(arn), arn }))
  const byName = listed('aws.log.group.names').map((name) => ({ log_group: name }))
  if (byArn.length > 0) return byArn
  return byName.length > 0 ? byName : null
}

/** `arn:aws:logs:region:account:log-group:NAME:*` */
const groupOfArn = (arn: string): string => arn.split(':')[6] ?? arn
