import { friendlyName, type Picture, type PictureNode } from '@roentgen/picture'
import { percent } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { kindWords } from '../../ui/kind-words.ts'
import { nodeKind } from '../../ui/node-kind.ts'
import { classes } from '../../ui/response-class.ts'
import { nodeFigures } from './elements.ts'
import { membersWords, worstWords } from './picture/group-words.ts'

/** What a screen reader says about a node: who, how much, how well, and where one can go from here. */
export function describeNode(node: PictureNode, graph: Picture): string {
  const shares = classes
    .filter((name) => node.counts[name] > 0)
    .map((name) =>
      t('map.say.shares', { share: percent(node.counts[name] / node.counts.total), class: t(`map.class.${name}`) }),
    )
  const parts = [
    t('map.say.node', {
      name: friendlyName(node),
      kind: node.group ? membersWords(node.group) : kindWords(node.type),
      figures: nodeFigures(node, graph),
    }),
    (node.group && worstWords(node.group)) ?? '',
    nodeKind(node.type) === 'client' ? '' : shares.join(', '),
    node.slos.some((slo) => slo.met === false) ? t('map.say.broken') : '',
    t('map.say.links', {
      callees: graph.edges.filter((edge) => edge.from === node.id).length,
      callers: graph.edges.filter((edge) => edge.to === node.id).length,
    }),
  ]
  return `${parts.filter((part) => part !== '').join('. ')}.`.replaceAll('..', '.')
}
