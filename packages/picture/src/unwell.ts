/** Who is unwell, and who of many is worst: the same rule for groups, for `unwell` in expressions and for "only what is unwell". */
import type { GraphNodeShape } from '@roentgen/contract'
import { failedShare, failing, failsOften } from '@roentgen/slo'
import type { ResponseClass } from '@roentgen/trace'
import type { Folded, PictureNode, Worst } from './picture.ts'

type Counts = GraphNodeShape['counts']

/** Of a fold: one of its members is. */
export function isUnwell(node: PictureNode): boolean {
  if (node.group) return node.group.unwell > 0
  return failsOften(node.counts) || node.slos.some((slo) => slo.met === false)
}

/** What it is called by: what the service could not serve, where that is often; else whatever there is most of. */
function mostly(counts: Counts): ResponseClass {
  const { fault, throttle, error } = counts
  if (fault + throttle + error <= 0) return 'ok'
  const failed = fault >= throttle ? 'fault' : 'throttle'
  return failedShare(counts) >= failing || Math.max(fault, throttle) >= error ? failed : 'error'
}

/** A well node is nobody's worst, unless something at all went wrong there. */
function worstOf(node: PictureNode): Worst | null {
  if (node.group) return node.group.worst
  const kind = mostly(node.counts)
  if (kind === 'ok' && !isUnwell(node)) return null
  const { total } = node.counts
  const share = kind !== 'ok' && total > 0 ? node.counts[kind] / total : 0
  return { id: node.id, name: node.label?.name ?? node.name, class: kind, share, requests: total }
}

/**
 * What share is certain to go wrong (the lower end of Wilson's interval, 95 %): 1 of 1 is little, 100 of 100 is much. So a single request does
 * not push aside what fails for thousands, and still stands before everything that is well.
 */
function certain({ share, requests }: Worst): number {
  if (requests <= 0) return 0
  const z = 1.96
  const square = z * z
  const middle = share + square / (2 * requests)
  const spread = z * Math.sqrt((share * (1 - share) + square / (4 * requests)) / requests)
  return Math.max(0, (middle - spread) / (1 + square / requests))
}

/** Faults and throttles before errors, whatever their shares: errors are of the callers' making. A broken objective alone comes last. */
const gravity: Readonly<Record<ResponseClass, number>> = { fault: 2, throttle: 2, error: 1, ok: 0 }

function isWorse(a: Worst, b: Worst): boolean {
  return (
    (gravity[a.class] - gravity[b.class] ||
      certain(a) - certain(b) ||
      a.requests - b.requests ||
      (a.id < b.id ? 1 : -1)) > 0
  )
}

export function healthOf(members: readonly PictureNode[]): Pick<Folded, 'unwell' | 'worst'> {
  let unwell = 0
  let worst: { readonly of: Worst; readonly unwell: boolean } | null = null
  for (const member of members) {
    const ill = isUnwell(member)
    if (ill) unwell += member.group?.unwell ?? 1
    const candidate = worstOf(member)
    if (!candidate) continue
    // Whoever is unwell comes before whoever merely failed now and then.
    if (!worst || (ill !== worst.unwell ? ill : isWorse(candidate, worst.of))) worst = { of: candidate, unwell: ill }
  }
  return { unwell, worst: worst?.of ?? null }
}

/** Who is unwell first, the worst of them on top; then whoever has most traffic. */
export function worstFirst(nodes: readonly PictureNode[]): PictureNode[] {
  const ranked = nodes.map((node) => ({ node, ill: isUnwell(node), worst: worstOf(node) }))
  ranked.sort((a, b) => {
    if (a.ill !== b.ill) return a.ill ? -1 : 1
    if (a.ill && a.worst && b.worst) return isWorse(a.worst, b.worst) ? -1 : 1
    return b.node.counts.total - a.node.counts.total || (a.node.id < b.node.id ? -1 : 1)
  })
  return ranked.map(({ node }) => node)
}
