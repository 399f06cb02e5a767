/** What sort of thing a node is: exports and groups ask that too, so it stands in a package. */
export { type NodeKind, nodeKind, nodeKinds, shortName } from '@roentgen/picture'
