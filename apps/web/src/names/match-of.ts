/** Which nodes a name that is set on one of them is about. */
import type { GraphNodeShape, LabelRules, ServiceMatch } from '@roentgen/contract'

type Node = Pick<GraphNodeShape, 'id' | 'name' | 'type' | 'account'>

/** The two nodes of a function are one thing. */
const family = (type: string | null): string | null => (type === 'AWS::Lambda::Function' ? 'AWS::Lambda' : type)

/**
 * The name alone, so that it holds wherever the service runs tomorrow; with type or account where something else of that name is on the
 * map as well. What was set before for exactly this node is changed, not covered by a second entry.
 */
export function matchOf(node: Node, nodes: readonly Node[], kept: LabelRules['kept']): ServiceMatch {
  const type = family(node.type)
  const before = kept
    .map(({ match }) => match)
    .filter((match) => match.name === node.name)
    .filter((match) => match.type === null || match.type === type)
    .filter((match) => match.account === null || match.account === node.account)
    .sort((a, b) => said(b) - said(a))[0]
  const namesakes = nodes.filter((one) => one.id !== node.id && one.name === node.name && one.type !== 'client')
  const otherType = namesakes.some((one) => family(one.type) !== type)
  const otherAccount = namesakes.some((one) => family(one.type) === type && one.account !== node.account)
  const match: ServiceMatch = {
    name: node.name,
    type: otherType ? type : null,
    account: otherAccount ? node.account : null,
  }
  return before && said(before) >= said(match) ? before : match
}

const said = ({ type, account }: ServiceMatch): number => (type === null ? 0 : 1) + (account === null ? 0 : 1)
