export * from './assemble.ts'
export { classOf, classOfStatus, worstClass } from './classify.ts'
export type { Entity, LinkedTrace, TraceDocument } from './entities.ts'
export { byStart, durationOf, entitiesOf, linkEntities } from './entities.ts'
export * from './histogram.ts'
export {
  answersCall,
  awsResource,
  calleeOf,
  clientNode,
  compareNodes,
  nodeId,
  nodeOfSegment,
  OWN_ACCOUNT,
  sameNode,
} from './identity.ts'
export * from './ids.ts'
export type { LinkedCall, LinkTarget } from './links.ts'
export { linkedCall, linkKey, linkTargets } from './links.ts'
export * from './model.ts'
export * from './time.ts'
export * from './validate.ts'
export * from './wire.ts'
