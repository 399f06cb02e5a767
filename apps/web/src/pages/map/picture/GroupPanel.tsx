/** A group in figures: how many are unwell, who is worst, and every member with the way to it. */
import type { GraphReply } from '@roentgen/contract'
import { isFoldId, type PictureEdge, type PictureNode, worstFirst } from '@roentgen/picture'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { count, duration, outOf, percent, rate } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { ClassMark } from '../../../ui/ClassMark.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import { nodeKind } from '../../../ui/node-kind.ts'
import { badShare, worstClass } from '../../../ui/response-class.ts'
import type { Marks } from '../compare/marks.ts'
import type { Selection } from '../MapView.tsx'
import { nodeName } from '../node-name.ts'
import { Counts } from '../panel/Counts.tsx'
import { Neighbours } from '../panel/Neighbours.tsx'
import { Part } from '../panel/Panel.tsx'
import type { Subject } from '../panel/subject.ts'
import { groupSentence } from './group-words.ts'
import type { Shown } from './use-picture.ts'

/** The rest is told by its number: the table has them all. */
const mostListed = 50

type Props = {
  /** Everything, for the members' own figures. */
  readonly graph: GraphReply
  readonly shown: Shown
  readonly selection: Selection
  /** What changed since an earlier window. */
  readonly marks: Marks | null
  readonly takeFocus: boolean
  readonly onSelect: (what: Selection) => void
  readonly onOpen: (id: string) => void
  readonly onClose: () => void
}

/** A group, or the calls of one. */
export const isOfGroup = ({ node, edge }: Selection): boolean =>
  (node !== undefined && isFoldId(node)) || edge?.split('>').some(isFoldId) === true

export function GroupPanel(props: Props) {
  const { graph, shown, selection, marks, takeFocus, onSelect, onOpen, onClose } = props
  const { picture } = shown
  const node = picture.nodes.find((one) => one.id === selection.node)
  const edge = picture.edges.find((one) => one.id === selection.edge)
  const heading = useRef<HTMLHeadingElement>(null)
  const id = selection.node ?? selection.edge
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per thing selected, not whenever its figures change
  useEffect(() => {
    if (takeFocus) heading.current?.focus()
  }, [takeFocus, id])
  const nameOf = (one: string): string => {
    const found = picture.nodes.find((other) => other.id === one)
    return found?.group?.label ?? nodeName(found, one)
  }
  const title =
    node?.group?.label ?? (edge ? t('map.panel.edge', { from: nameOf(edge.from), to: nameOf(edge.to) }) : null)
  return (
    <aside
      aria-label={t('map.panel', { name: title ?? '' })}
      data-testid="panel"
      className="flex w-full flex-col gap-5 border-line bg-surface p-4 max-lg:border-t lg:w-[26rem] lg:overflow-y-auto lg:border-l"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className="flex items-start gap-2">
        {node && <Glyph kind={nodeKind(node.type)} size={22} />}
        <h2
          ref={heading}
          tabIndex={-1}
          className="min-w-0 flex-1 text-lg leading-tight font-semibold break-words outline-none"
        >
          {title ?? t('map.panel.gone')}
        </h2>
        <button type="button" className="btn px-2" onClick={onClose} aria-label={t('map.panel.close')}>
          <X aria-hidden size={16} />
        </button>
      </div>
      {title === null && (
        <button type="button" className="btn self-start" onClick={onClose}>
          {t('map.panel.clear')}
        </button>
      )}
      {node?.group && (
        <>
          <p data-testid="panel-sentence">{groupSentence(node.group)}</p>
          <button type="button" className="btn btn-primary self-start" onClick={() => onOpen(node.id)}>
            {t('picture.open')}
          </button>
          <Counts subject={subjectOfFold(node, null)} />
          <Latency of={node} />
          <Members graph={graph} ids={node.group.members} marks={marks} onSelect={onSelect} />
          <Neighbours graph={picture} node={node} onSelect={onSelect} />
        </>
      )}
      {edge && (
        <>
          <Counts subject={subjectOfFold(null, edge)} />
          <Latency of={edge} />
          <Calls graph={graph} shown={shown} edge={edge} marks={marks} onSelect={onSelect} />
        </>
      )}
    </aside>
  )
}

function subjectOfFold(node: PictureNode | null, edge: PictureEdge | null): Subject {
  const figures = node ?? edge
  if (!figures) throw new Error('a subject is a node or an edge')
  const kind = node ? 'node' : 'edge'
  return { kind, id: figures.id, title: '', sentence: null, node, edge, figures, tracesFilter: () => '' }
}

const durations = ({ p50, p95, p99 }: NonNullable<PictureNode['latency']>) => ({
  p50: duration(p50),
  p95: duration(p95),
  p99: duration(p99),
})

const shareWords = (of: 'error' | 'throttle' | 'fault', share: number): string =>
  t(`map.share.${of}`, { share: percent(share), of: outOf(share) })

function Latency({ of: { latency } }: { of: PictureNode | PictureEdge }) {
  if (!latency) return null
  return (
    <Part title={t('map.panel.latency')}>
      <p className="text-sm">{t('map.panel.latency.words', durations(latency))}</p>
    </Part>
  )
}

function Members({
  graph,
  ids,
  marks,
  onSelect,
}: {
  graph: GraphReply
  marks: Marks | null
  ids: readonly string[]
  onSelect: (what: Selection) => void
}) {
  const members = useMemo(() => {
    const wanted = new Set(ids)
    return worstFirst(graph.nodes.filter((node) => wanted.has(node.id)))
  }, [graph, ids])
  return (
    <Part title={t('picture.members.title', { count: members.length })}>
      <Lines more={members.length - mostListed}>
        {members.slice(0, mostListed).map((node) => (
          <Line
            key={node.id}
            name={nodeName(node, node.id)}
            kind={node.type}
            figures={node}
            changed={marks?.get(node.id)?.says}
            onPress={() => onSelect({ node: node.id })}
          />
        ))}
      </Lines>
    </Part>
  )
}

/** The calls that one line between groups stands for. */
function Calls({
  graph,
  shown,
  edge,
  marks,
  onSelect,
}: {
  graph: GraphReply
  marks: Marks | null
  shown: Shown
  edge: PictureEdge
  onSelect: (what: Selection) => void
}) {
  const calls = useMemo(
    () =>
      graph.edges
        .filter(({ from, to }) => shown.holder.get(from) === edge.from && shown.holder.get(to) === edge.to)
        .sort((a, b) => badShare(b.counts) - badShare(a.counts) || b.rate - a.rate || (a.id < b.id ? -1 : 1)),
    [graph, shown.holder, edge],
  )
  const names = useMemo(() => new Map(graph.nodes.map((node) => [node.id, nodeName(node, node.id)])), [graph])
  return (
    <Part title={t('picture.calls.title', { count: calls.length })}>
      <Lines more={calls.length - mostListed}>
        {calls.slice(0, mostListed).map((call) => (
          <Line
            key={call.id}
            name={t('map.panel.edge', { from: names.get(call.from) ?? call.from, to: names.get(call.to) ?? call.to })}
            kind={undefined}
            figures={call}
            changed={marks?.get(call.id)?.says}
            onPress={() => onSelect({ edge: call.id })}
          />
        ))}
      </Lines>
    </Part>
  )
}

function Lines({ children, more }: { children: ReactNode; more: number }) {
  return (
    <>
      <ul className="flex flex-col gap-1.5">{children}</ul>
      {more > 0 && <p className="mt-1 text-sm text-ink-soft">{t('picture.more', { count: more })}</p>}
    </>
  )
}

/** One of many: its name leads to it, its figures stand under it. */
function Line({
  name,
  kind,
  figures,
  changed,
  onPress,
}: {
  name: string
  /** Undefined: a call. */
  kind: string | null | undefined
  figures: Pick<PictureNode, 'counts' | 'latency' | 'rate'>
  changed: string | undefined
  onPress: () => void
}) {
  const { counts, latency } = figures
  const worst = worstClass(counts)
  return (
    <li className="text-sm">
      <button
        type="button"
        className="flex max-w-full items-center gap-2 rounded text-left text-accent hover:underline"
        onClick={onPress}
      >
        {kind !== undefined && <Glyph kind={nodeKind(kind)} size={16} />}
        <span className="truncate">{name}</span>
      </button>
      <p className="num flex flex-wrap items-center gap-x-2 text-xs text-ink-soft">
        {worst && (
          <span className="inline-flex items-center gap-1 text-fault-text">
            <ClassMark of={worst} />
            {shareWords(worst, counts[worst] / counts.total)}
          </span>
        )}
        <span>{t('picture.requests', { count: counts.total, number: count(counts.total) })}</span>
        <span>
          {latency ? t('map.figures', { rate: rate(figures.rate), ...durations(latency) }) : rate(figures.rate)}
        </span>
      </p>
      {changed && <p className="num text-xs font-semibold">{changed}</p>}
    </li>
  )
}
