export * from './assemble.ts'
export * from './causes.ts'
export { classOf, classOfStatus, worstClass } from './classify.ts'
export * from './critical-path.ts'
export type { Entity, LinkedTrace, TraceDocument } from './entities.ts'
export { byStart, durationOf, entitiesOf, linkEntities } from './entities.ts'
export * from './graph.ts'
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
export * from './pattern.ts'
export * from './processed.ts'
export * from './time.ts'
export * from './tree.ts'
export * from './validate.ts'
export * from './wire.ts'
