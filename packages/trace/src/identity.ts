/** Which node of the map a segment is, and which one a call would be if its callee never reported (facts 3.1, 3.3). */
import type { NodeKey } from './model.ts'
import { cutName } from './validate.ts'
import type { WireEntity } from './wire.ts'

export const OWN_ACCOUNT = '000000000000'
/** Origin of a function's own segment; an inferred one is a facade (`function-run.ts`). */
export const FUNCTION_TYPE = 'AWS::Lambda::Function'

/** A text for maps and sets; the separator cannot stand in a type or an account. */
export function nodeId(node: NodeKey): string {
  return `${node.type ?? ''}\u0000${node.account ?? ''}\u0000${node.name}`
}

export function sameNode(a: NodeKey, b: NodeKey): boolean {
  return a.name === b.name && a.type === b.type && a.account === b.account
}

/** By name, then type, then account: the order of every list of nodes. */
export function compareNodes(a: NodeKey, b: NodeKey): number {
  return (
    compareText(a.name, b.name) ||
    compareText(a.type ?? '', b.type ?? '') ||
    compareText(a.account ?? '', b.account ?? '')
  )
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function clientNode(name: string): NodeKey {
  return { name, type: 'client', account: null }
}

export function nodeOfSegment(segment: WireEntity, ownAccount: string): NodeKey {
  const account = accountOf(segment, ownAccount)
  const type = text(segment.origin)
  // A segment the service made itself (someone named it as a parent, so it was kept): it keeps the call's name, not the resource's.
  if (segment.inferred === true && type === FUNCTION_TYPE) return { name: cutName(segment.name), type, account }
  if (segment.inferred === true && type?.startsWith('AWS::')) return awsNode(segment, account)
  if (segment.inferred === true && isObject(segment.sql))
    return { name: cutName(segment.name), type: 'Database::SQL', account: null }
  if (segment.inferred === true) return { name: cutName(segment.name), type: type ?? 'remote', account: null }
  return { name: cutName(segment.name), type, account }
}

/** Null for local work: no namespace, or one that is neither `aws` nor `remote`. */
export function calleeOf(subsegment: WireEntity, ownAccount: string): NodeKey | null {
  if (!isCall(subsegment)) return null
  if (isObject(subsegment.sql)) return { name: cutName(subsegment.name), type: 'Database::SQL', account: null }
  if (subsegment.namespace === 'aws') return awsNode(subsegment, accountOf(subsegment, ownAccount))
  return { name: cutName(subsegment.name), type: 'remote', account: null }
}

export function isCall(subsegment: WireEntity): boolean {
  return subsegment.namespace === 'aws' || subsegment.namespace === 'remote'
}

/** The AWS resource a call names, when both the operation and a known field are there. */
export function awsResource(call: WireEntity): { readonly name: string; readonly type: string } | null {
  const aws = call.aws
  if (!isObject(aws) || text(aws.operation) === null) return null
  const service = call.name.toLowerCase()
  for (const kind of RESOURCES) {
    if (!service.startsWith(kind.service)) continue
    const name = text(aws[kind.field]) ?? onlyText(aws[`${kind.field}s`])
    if (name !== null) return { name, type: kind.type }
  }
  return null
}

const RESOURCES = [
  { service: 'dynamodb', field: 'table_name', type: 'AWS::DynamoDB::Table' },
  { service: 's3', field: 'bucket_name', type: 'AWS::S3::Bucket' },
  { service: 'sqs', field: 'queue_url', type: 'AWS::SQS::Queue' },
  { service: 'sns', field: 'topic_arn', type: 'AWS::SNS' },
  { service: 'lambda', field: 'function_name', type: 'AWS::Lambda' },
] as const

/**
 * Whether a reporting segment is the very callee of this call, so that no inferred one is made beside it. A bucket that triggers a function
 * is not: the function's segment hangs below the S3 call, yet it is of another service, and both get an edge.
 */
export function answersCall(callee: NodeKey, wouldBe: NodeKey): boolean {
  if (!wouldBe.type?.startsWith('AWS::')) return true
  if (callee.type === null) return false
  return serviceOfType(callee.type) === serviceOfType(wouldBe.type)
}

/** `AWS::StepFunctions::StateMachine` -> `stepfunctions`; callers spell the service as their SDK does. */
function serviceOfType(type: string): string {
  return (type.split('::')[1] ?? '').toLowerCase()
}

function awsNode(call: WireEntity, account: string | null): NodeKey {
  const resource = awsResource(call)
  if (resource !== null) return { name: resource.name, type: resource.type, account }
  const name = cutName(call.name)
  return { name, type: `AWS::${name}`, account }
}

function accountOf(entity: WireEntity, ownAccount: string): string | null {
  const account = isObject(entity.aws) ? text(entity.aws.account_id) : null
  return account === ownAccount ? null : account
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function onlyText(value: unknown): string | null {
  return Array.isArray(value) && value.length === 1 ? text(value[0]) : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
