/**
 * Semantic conventions under their old and new names, where more than one part of the translation asks the same question.
 * Reading here consumes nothing: names come from attributes that the detail of a span should still show.
 */
import type { Attributes } from './attributes.ts'

export const isAwsApi = (a: Attributes): boolean => a.peekText('rpc.system', 'rpc.system.name') === 'aws-api'

export type Rpc = { readonly service: string | null; readonly method: string | null }

/** Old: service and method apart. New: `package.Service/Method` in one (`DynamoDB/PutItem` for AWS). */
export function rpcOf(a: Attributes): Rpc {
  const service = a.peekText('rpc.service')
  const method = a.peekText('rpc.method')
  const slash = method?.lastIndexOf('/') ?? -1
  if (service !== null || method === null || slash < 0) return { service, method }
  return { service: method.slice(0, slash).replace(/^\/+/, '') || null, method: method.slice(slash + 1) || null }
}

/** Of the server that was called; the caller's own side has other names. */
export const serverOf = (a: Attributes): string | null => a.peekText('net.peer.name', 'server.address')

export const destinationOf = (a: Attributes): string | null =>
  a.peekText('messaging.destination.name', 'messaging.destination', 'messaging.destination.template')

const systemNow: ReadonlyMap<string, string> = new Map([
  ['microsoft.sql_server', 'mssql'],
  ['oracle.db', 'oracle'],
  ['ibm.db2', 'db2'],
])

/** The database's kind under its old name, so that a map does not change when an SDK moves to the new ones. */
export function databaseSystem(a: Attributes): string | null {
  const system = a.peekText('db.system', 'db.system.name')
  return system === null ? null : (systemNow.get(system) ?? system)
}
