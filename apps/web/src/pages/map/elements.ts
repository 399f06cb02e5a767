/** A graph reply to Cytoscape's elements: what each node and edge shows, as plain data. Tested without a browser. */
import type { GraphEdgeShape, GraphNodeShape } from '@roentgen/contract'
import { friendlyName, type Picture, type PictureNode, technicalName } from '@roentgen/picture'
import type { ResponseClass } from '@roentgen/trace'
import { duration, outOf, percent, rate } from '../../format.ts'
import { isTechnical, t } from '../../messages/index.ts'
import { kindWords } from '../../ui/kind-words.ts'
import { nodeKind } from '../../ui/node-kind.ts'
import { badShare, type ClassCounts, worstClass } from '../../ui/response-class.ts'
import { type BadgePaint, classBadge, nodeImages, sloBadge } from './badges.ts'
import { type Coloring, stepOf } from './encodings/scale.ts'
import { nodeSize, type Sizing, usualSize } from './encodings/size.ts'
import { membersWords, worstName } from './picture/group-words.ts'

export type Encoding = {
  /** Colours of the pictures inside nodes; the ring's are the stylesheet's. */
  readonly paint: BadgePaint
  /** Requests a minute of the widest edge; absent: of the busiest one. */
  readonly busiest?: number | undefined
  /** What the insides of nodes and the lines are coloured by; health, the default, leaves them to the ring and the tone. */
  readonly color?: Coloring | undefined
  readonly size?: Sizing | undefined
  readonly scale?: Scale
  /** What was looked for; the rest fades. Null or absent: nothing was. */
  readonly found?: ReadonlySet<string> | null | undefined
  /** A replay runs: what changes is seen, figures are not read. */
  readonly playing?: boolean | undefined
  /** Ids of the calls that are drawn; null or absent: all. */
  readonly lines?: ReadonlySet<string> | null | undefined
}

/** Five colours each, from little to much. */
export type Scale = { readonly fill: readonly string[]; readonly line: readonly string[] }

export type RingShares = Readonly<Record<ResponseClass | 'none', number>>

export type NodeData = RingShares & {
  readonly id: string
  readonly label: string
  readonly image: readonly string[]
  /** Diameter, pixels. */
  readonly size: number
  readonly fill: string | undefined
}
export type EdgeData = {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly label: string
  readonly width: number
  readonly tone: Exclude<ResponseClass, 'ok'> | 'none'
  readonly line: string | undefined
}
export type MapElements = {
  readonly nodes: readonly { readonly data: NodeData; readonly classes: string }[]
  readonly edges: readonly { readonly data: EdgeData; readonly classes: string }[]
}

/** Any share that is not zero is seen: at least this much of the ring. */
const leastShare = 3

/** Percentages that add up to 100; all `none` without traffic. */
export function ringShares(counts: ClassCounts): RingShares {
  const shares = { ok: 0, error: 0, throttle: 0, fault: 0, none: 0 }
  if (counts.total <= 0) return { ...shares, none: 100 }
  const names = ['ok', 'error', 'throttle', 'fault'] as const
  for (const name of names) {
    if (counts[name] > 0) shares[name] = Math.max(leastShare, (counts[name] / counts.total) * 100)
  }
  // What the small ones were given is taken from the largest.
  const largest = names.reduce((a, b) => (shares[b] > shares[a] ? b : a))
  shares[largest] -= names.reduce((sum, name) => sum + shares[name], 0) - 100
  return shares
}

/** A client is drawn by what it sends: it has no figures of its own. */
function sent(node: GraphNodeShape, graph: Picture): number {
  return graph.edges.filter((edge) => edge.from === node.id).reduce((sum, edge) => sum + edge.rate, 0)
}

/** A long name without a space may break after its dots, dashes and the like: a zero-width space says where. */
function breakable(name: string): string {
  return name.length > 24 ? name.replace(/[.@/:_-](?=\w)/g, '$&\u200b') : name
}

/** How much it serves and how fast, in a line. Clients, and groups of nothing else, are told by what they send. */
export function nodeFigures(node: PictureNode, graph: Picture): string {
  const sends = nodeKind(node.type) === 'client' || (node.group && node.counts.total === 0)
  if (sends) return rate(sent(node, graph))
  if (!node.latency) return rate(node.rate)
  if (graph.onlyP95) return t('map.figures.p95', { rate: rate(node.rate), p95: duration(node.latency.p95) })
  return t('map.figures', { rate: rate(node.rate), ...percentiles(node.latency) })
}

const percentiles = ({ p50, p95, p99 }: NonNullable<GraphNodeShape['latency']>) => ({
  p50: duration(p50),
  p95: duration(p95),
  p99: duration(p99),
})

export function nodeLabel(node: PictureNode, graph: Picture, brief = false): string {
  const { group } = node
  if (group) {
    // Close together, what one must know: the figures are a click away.
    if (brief) return [breakable(group.label), membersWords(group), worstName(group) ?? ''].join('\n').trimEnd()
    // How many are in it, how many of them are unwell, and who is worst: how badly, the badge says. No more lines than others have room for.
    const perMinute = rate(node.counts.total > 0 ? node.rate : sent(node, graph))
    return [breakable(group.label), membersWords(group), perMinute, worstName(group) ?? ''].join('\n').trimEnd()
  }
  const technical = isTechnical() && nodeKind(node.type) !== 'client' ? technicalName(node) : null
  const words = breakable(kindWords(node.type))
  return [
    breakable(friendlyName(node)),
    technical === null ? words : `${breakable(technical)} · ${words}`,
    nodeFigures(node, graph),
  ].join('\n')
}

/** What a call has to say in words and in colour: the largest kind of failure, once 1 in 100 failed. Under that the ring of the callee says enough. */
export function edgeTone(counts: ClassCounts): EdgeData['tone'] {
  return badShare(counts) >= 0.01 ? (worstClass(counts) ?? 'none') : 'none'
}

/** Who it is, which no step changes: the canvas need not measure and draw its letters anew. */
function standingLabel(node: PictureNode): string {
  return node.group
    ? breakable(node.group.label)
    : [breakable(friendlyName(node)), breakable(kindWords(node.type))].join('\n')
}

/** In whole percents: what the eye does not see is no reason to paint a ring anew. */
const wholeShares = ({ error, throttle, fault, none }: RingShares): RingShares => ({
  ok: Math.max(0, 100 - Math.round(none) - Math.round(error) - Math.round(throttle) - Math.round(fault)),
  error: Math.round(error),
  throttle: Math.round(throttle),
  fault: Math.round(fault),
  none: Math.round(none),
})

export function edgeLabel(edge: GraphEdgeShape, onlyP95 = false): string {
  const [whole, part] =
    edge.kind === 'link'
      ? (['map.figures.link', 'map.figures.link.p95'] as const)
      : (['map.figures.edge', 'map.figures.edge.p95'] as const)
  const figures = edge.latency
    ? t(onlyP95 ? part : whole, { rate: rate(edge.rate), ...percentiles(edge.latency) })
    : rate(edge.rate)
  const tone = edgeTone(edge.counts)
  if (tone === 'none') return figures
  const share = badShare(edge.counts)
  return `${figures}\n${t(`map.share.${tone}`, { share: percent(share), of: outOf(share) })}`
}

/** 1.5 to 7 px, by the logarithm: the busiest edge is widest and the quietest is still seen. */
export function edgeWidth(perMinute: number, busiest: number): number {
  if (perMinute <= 0 || busiest <= 0) return 1.5
  return 1.5 + 5.5 * (Math.log1p(perMinute) / Math.log1p(busiest))
}

/** The share that went wrong; of a group that of its worst member, which the sum would hide. */
function badgeOf(node: PictureNode, paint: BadgePaint, wordless = false): string | null {
  const worded = (share: number): string => (wordless ? '' : percent(share))
  const sick = node.group && node.group.unwell > 0 ? node.group.worst : null
  if (sick && sick.class !== 'ok') return classBadge(sick.class, worded(sick.share), paint)
  const worst = worstClass(node.counts)
  return worst ? classBadge(worst, worded(badShare(node.counts)), paint) : null
}

export function toElements(graph: Picture, encoding: Encoding): MapElements {
  const busiest = encoding.busiest ?? Math.max(0, ...graph.edges.map((edge) => edge.rate))
  const known = new Set(graph.nodes.map((node) => node.id))
  const sizing = encoding.size ?? 'none'
  const served = (node: GraphNodeShape): number => (nodeKind(node.type) === 'client' ? sent(node, graph) : node.rate)
  const most = sizing === 'traffic' ? Math.max(encoding.busiest ?? 0, ...graph.nodes.map(served)) : 0
  const { color = 'health', scale } = encoding
  const paintOf = (colors: readonly string[] | undefined, figures: GraphNodeShape | GraphEdgeShape) => {
    const step = color === 'health' ? null : stepOf(color, figures)
    return step === null ? undefined : colors?.[step]
  }
  const { found = null, lines = null, playing = false } = encoding
  const few = lines === null ? '' : 'few'
  const missed = (id: string): string => (found && !found.has(id) ? 'missed' : '')
  return {
    nodes: graph.nodes.map((node) => {
      const kind = nodeKind(node.type)
      const met = node.slos.some((slo) => slo.met === false)
        ? false
        : node.slos.some((slo) => slo.met === true)
          ? true
          : null
      return {
        data: {
          id: node.id,
          label: playing ? standingLabel(node) : nodeLabel(node, graph, few !== ''),
          ...(playing ? wholeShares(ringShares(node.counts)) : ringShares(node.counts)),
          size: sizing === 'none' ? usualSize : nodeSize(sizing, node, served(node), most),
          fill: paintOf(scale?.fill, node),
          image: nodeImages(
            kind,
            badgeOf(node, encoding.paint, playing),
            met === null ? null : sloBadge(met, t(met ? 'map.slo.kept-short' : 'map.slo.broken-short'), encoding.paint),
            encoding.paint,
          ),
        },
        classes: [
          kind,
          node.state === 'active' || kind === 'client' ? '' : 'inferred',
          node.group ? 'fold' : '',
          node.group && node.group.unwell > 0 ? 'unwell' : '',
          few,
          missed(node.id),
        ]
          .filter(Boolean)
          .join(' '),
      }
    }),
    edges: graph.edges
      .filter((edge) => known.has(edge.from) && known.has(edge.to) && (lines === null || lines.has(edge.id)))
      .map((edge) => ({
        data: {
          id: edge.id,
          source: edge.from,
          target: edge.to,
          label: playing ? '' : edgeLabel(edge, graph.onlyP95),
          width: edgeWidth(edge.rate, busiest),
          tone: edgeTone(edge.counts),
          line: paintOf(scale?.line, edge),
        },
        classes: [edge.kind, few, missed(edge.id)].filter(Boolean).join(' '),
      })),
  }
}
