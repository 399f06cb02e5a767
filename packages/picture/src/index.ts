export { type CrowdSettings, crowdRules, usualCrowds } from './crowd-rules.ts'
export { type Crowd, type CrowdOf, crowdId } from './crowds.ts'
export { type Caller, type Depends, dependsOn } from './depends.ts'
export { type Asked, type Drawn, draw, type PictureAsk } from './draw.ts'
export {
  type Completion,
  type Completions,
  complete,
  type Vocabulary,
  vocabularyOf,
} from './expression/complete.ts'
export { parse } from './expression/parse.ts'
export type { Expression, Parsed, Problem, Span } from './expression/tree.ts'
export { type FoldInto, fold } from './fold.ts'
export { mostVisible } from './grouping/group.ts'
export { type Grouping, type GroupWords, groupings, groupOf, type Membership } from './grouping/groupings.ts'
export { hostsKey, inWords, type WordsOfKeys, wordKeys, wordOf } from './grouping/word-keys.ts'
export { type Family, families, familyOf } from './kind-family.ts'
export { foundLines, linesOf } from './lines.ts'
export { friendlyName, technicalName, withFriendlyNames } from './names.ts'
export { type NodeKind, nodeKind, nodeKinds, shortName } from './node-kind.ts'
export { openIds } from './open-ids.ts'
export { type Folded, isFoldId, type Picture, type PictureEdge, type PictureNode, type Worst } from './picture.ts'
export { type Way, ways } from './reach.ts'
export { isUnwell, worstFirst } from './unwell.ts'
export { probeName, withoutProbe } from './without-probe.ts'
