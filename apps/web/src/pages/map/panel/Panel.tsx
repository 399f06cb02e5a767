import type { GraphReply } from '@roentgen/contract'
import { friendlyName } from '@roentgen/picture'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { isTechnical, t } from '../../../messages/index.ts'
import { say } from '../../../messages/story.ts'
import { Whose } from '../../../names/Whose.tsx'
import type { WindowQuery } from '../../../queries.ts'
import { Glyph } from '../../../ui/Glyph.tsx'
import { kindWords } from '../../../ui/kind-words.ts'
import { nodeKind } from '../../../ui/node-kind.ts'
import { DependsPart } from '../depends/DependsPart.tsx'
import { EdgeGap } from '../encodings/EdgeGap.tsx'
import type { Brush } from '../filters.ts'
import type { Selection } from '../MapView.tsx'
import { nodeName } from '../node-name.ts'
import { Findings } from '../story/Findings.tsx'
import { Counts } from './Counts.tsx'
import { LatencyPart } from './LatencyPart.tsx'
import { Neighbours } from './Neighbours.tsx'
import { Objectives } from './Objectives.tsx'
import { SeriesPart } from './SeriesPart.tsx'
import { subjectOf } from './subject.ts'
import { TracesPart } from './TracesPart.tsx'
import { UsersPart } from './UsersPart.tsx'

export type PanelProps = {
  readonly graph: GraphReply
  readonly window: WindowQuery
  readonly selection: Selection
  readonly brush: Brush
  readonly trace: string | undefined
  readonly takeFocus: boolean
  readonly onSelect: (what: Selection) => void
  readonly onBrush: (brush: Brush, done: boolean) => void
  readonly onTrace: (id: string | undefined) => void
  readonly onClose: () => void
  /** What else can be done with what is selected. */
  readonly children?: ReactNode
}

export function Panel(props: PanelProps) {
  const { graph, selection, takeFocus, onClose } = props
  const heading = useRef<HTMLHeadingElement>(null)
  const subject = subjectOf(graph, selection)
  const id = selection.node ?? selection.edge

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per thing selected, not whenever its figures change
  useEffect(() => {
    if (takeFocus) heading.current?.focus()
  }, [takeFocus, id])

  return (
    <aside
      aria-label={t('map.panel', { name: subject?.title ?? '' })}
      data-testid="panel"
      className="flex w-full flex-col gap-5 border-line bg-surface p-4 max-lg:border-t lg:w-[26rem] lg:overflow-y-auto lg:border-l"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className="flex items-start gap-2">
        {subject?.node && (
          <span className="mt-0.5">
            <Glyph kind={nodeKind(subject.node.type)} size={22} />
          </span>
        )}
        <div className="min-w-0 flex-1">
          <h2 ref={heading} tabIndex={-1} className="text-lg leading-tight font-semibold break-words outline-none">
            {subject?.title ?? t('map.panel.gone')}
          </h2>
          {subject?.node && (
            <p className="text-xs break-all text-ink-soft">
              {[
                kindWords(subject.node.type),
                subject.node.type === null ? t('map.panel.no-origin') : '',
                friendlyName(subject.node) === subject.node.name ? '' : subject.node.name,
                isTechnical() ? (subject.node.account ?? '') : '',
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </p>
          )}
        </div>
        <button type="button" className="btn px-2" onClick={onClose} aria-label={t('map.panel.close')}>
          <X aria-hidden size={16} />
        </button>
      </div>
      {subject === null ? (
        <button type="button" className="btn self-start" onClick={onClose}>
          {t('map.panel.clear')}
        </button>
      ) : (
        <>
          {subject.node && nodeKind(subject.node.type) !== 'client' && (
            <Whose key={subject.id} node={subject.node} nodes={graph.nodes} />
          )}
          {subject.sentence && <p data-testid="panel-sentence">{say(subject.sentence)}</p>}
          {props.children}
          <Findings window={props.window} id={subject.id} />
          <Counts subject={subject} />
          {subject.node && subject.node.slos.length > 0 && (
            <Objectives slos={subject.node.slos} window={graph.window} />
          )}
          {subject.figures.latency && <LatencyPart {...props} subject={subject} />}
          {subject.edge && <EdgeGap edge={subject.edge} graph={graph} />}
          <SeriesPart window={props.window} subject={subject} />
          {subject.node && <Neighbours graph={graph} node={subject.node} onSelect={props.onSelect} />}
          {subject.edge && <Ends graph={graph} edge={subject.edge} onSelect={props.onSelect} />}
          {subject.node && nodeKind(subject.node.type) !== 'client' && (
            <DependsPart graph={graph} node={subject.node} window={props.window} onSelect={props.onSelect} />
          )}
          <UsersPart window={props.window} subject={subject} />
          <TracesPart {...props} subject={subject} />
        </>
      )}
    </aside>
  )
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  )
}

function Ends({
  graph,
  edge,
  onSelect,
}: {
  graph: GraphReply
  edge: GraphReply['edges'][number]
  onSelect: (what: Selection) => void
}) {
  const ends = [edge.from, edge.to].flatMap((id) => graph.nodes.filter((node) => node.id === id))
  return (
    <div className="flex flex-wrap gap-2">
      {ends.map((node) => (
        <button key={node.id} type="button" className="btn max-w-full" onClick={() => onSelect({ node: node.id })}>
          <Glyph kind={nodeKind(node.type)} size={16} />
          <span className="truncate">{nodeName(node, node.id)}</span>
        </button>
      ))}
      {edge.aliases.length > 0 && (
        <p className="w-full text-xs break-words text-ink-soft">
          {t('map.panel.answers-as', { names: edge.aliases.map((alias) => alias.name).join(', ') })}
        </p>
      )}
    </div>
  )
}
