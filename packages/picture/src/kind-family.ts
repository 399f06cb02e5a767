/** The kinds of nodes as a few families: what one groups by, and what `kind = database` means. */
import { type NodeKind, nodeKind } from './node-kind.ts'

export const families = [
  'client',
  'entry',
  'service',
  'workflow',
  'queue',
  'database',
  'storage',
  'cache',
  'secrets',
  'external',
  'other',
] as const
export type Family = (typeof families)[number]

const familyOfKind: Readonly<Record<NodeKind, Family>> = {
  client: 'client',
  browser: 'client',
  canary: 'client',
  gateway: 'entry',
  graphql: 'entry',
  balancer: 'entry',
  cdn: 'entry',
  service: 'service',
  machine: 'service',
  beanstalk: 'service',
  container: 'service',
  pod: 'service',
  apprunner: 'service',
  function: 'service',
  code: 'service',
  workflow: 'workflow',
  queue: 'queue',
  topic: 'queue',
  bus: 'queue',
  stream: 'queue',
  table: 'database',
  sql: 'database',
  bucket: 'storage',
  cache: 'cache',
  secrets: 'secrets',
  remote: 'external',
  crowd: 'external',
  group: 'other',
  unknown: 'other',
}

export const familyOf = (type: string | null): Family => familyOfKind[nodeKind(type)]

/** What a team writes itself, as against what it calls. */
export const isService = (type: string | null): boolean => {
  const family = familyOf(type)
  return family === 'service' || family === 'entry' || family === 'workflow'
}
