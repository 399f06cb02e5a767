import type { GraphReply, StoryReply } from '@roentgen/contract'
import { type Part, type Slot, textOf, written } from '@roentgen/story'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { momentTime } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { say, storyTexts } from '../../../messages/story.ts'
import type { SearchOf } from '../../../search.ts'
import type { Selection } from '../MapView.tsx'
import { gist, headlineFrom } from './told.ts'

export type ToldProps = {
  readonly story: StoryReply
  readonly graph: GraphReply
  readonly tz: string | undefined
  readonly onLook: (what: Selection) => void
  readonly onWindow: (part: Pick<SearchOf<'/map'>, 'from' | 'to'>) => void
}

/** The story's headline: each clause leads to what proves it. */
export function Told(props: ToldProps) {
  const { story, tz } = props
  const said = useRef({ gist: '', text: '' })
  const headline = headlineFrom(story)
  if (!headline) return null
  const parts = written(headline, storyTexts(), (sentence) =>
    say(sentence, (at, since) => momentTime(at, since ?? story.window.to, tz)),
  )
  // Numbers change with every request; who listens is told again only when something else is wrong, or it is over.
  const now = gist(story)
  if (said.current.gist !== now) said.current = { gist: now, text: textOf(parts) }
  return (
    <>
      <p data-testid="headline" data-state={story.headline.state} className="text-lg leading-snug font-semibold">
        {parts.map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other name
          <Clause key={i} part={part} {...props} />
        ))}
      </p>
      <p role="status" className="sr-only">
        {said.current.text}
      </p>
    </>
  )
}

const linked = 'text-ink rounded text-left underline decoration-from-font underline-offset-4 hover:text-accent'
/** Seconds shown before and after, so that one sees the change. */
const margin = 600

function Clause({ part, story, graph, onLook, onWindow }: ToldProps & { readonly part: Part }) {
  const { slot, sentence, text } = part
  const evidence = sentence?.evidence
  if (!slot || !evidence || slot === 'whole') return text
  const title = t(`map.story.${slot}`)
  if (slot === 'users' || (slot === 'effect' && evidence.nodes.length === 0)) {
    const { window, traces } = evidence
    const search = {
      ...(traces === undefined ? {} : { filter: traces }),
      ...(window ? { from: String(window.from), to: String(window.to) } : {}),
    }
    return (
      <Link to={slot === 'users' ? '/users' : '/traces'} search={search} className={linked} title={title}>
        {text}
      </Link>
    )
  }
  if (slot === 'calm') {
    const { window, traces: filter } = evidence
    if (!window || filter === undefined) return text
    return (
      <Link
        to="/traces"
        search={{ filter, from: String(window.from), to: String(window.to) }}
        className={linked}
        title={title}
      >
        {text}
      </Link>
    )
  }
  if ((slot === 'missed' || slot === 'marked') && evidence.nodes.length > 1)
    return (
      <Link to="/services" search={{ only: 'unwell' }} className={linked} title={title}>
        {text}
      </Link>
    )
  const press = pressed(slot, part, { story, graph, onLook, onWindow })
  if (!press) return text
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button is a box; a clause breaks over lines where its sentence does
    <span
      role="button"
      tabIndex={0}
      className={`${linked} cursor-pointer`}
      title={title}
      onClick={press}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        press()
      }}
    >
      {text}
    </span>
  )
}

function pressed(
  slot: Slot,
  { sentence }: Part,
  { story, graph, onLook, onWindow }: Pick<ToldProps, 'story' | 'graph' | 'onLook' | 'onWindow'>,
): (() => void) | null {
  const evidence = sentence?.evidence
  if (!evidence) return null
  if (slot === 'since') {
    const { window } = evidence
    if (!window) return null
    const to = story.until === null ? {} : { to: String(window.to + margin) }
    return () => onWindow({ from: String(window.from - margin), ...to })
  }
  const edge = evidence.edges.find((id) => graph.edges.some((one) => one.id === id))
  const node = evidence.nodes.find((id) => graph.nodes.some((one) => one.id === id))
  // A call that is repeated or lost is its own evidence.
  const isCall = sentence.id.endsWith('.storm') || sentence.id.endsWith('.lost')
  if (edge !== undefined && (isCall || node === undefined)) return () => onLook({ edge })
  return node === undefined ? null : () => onLook({ node })
}
