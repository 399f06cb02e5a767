/** What is taken along, as it stands on the page in that moment. */
import { type CompareReply, formatTime, type GraphReply, type StoryReply } from '@roentgen/contract'
import type { About } from '@roentgen/export'
import { type Picture, withFriendlyNames } from '@roentgen/picture'
import { mapHeadline, textOf, written } from '@roentgen/story'
import { dateTime, momentTime, timeSpan } from '../../../format.ts'
import type { Positions } from '../../../layout/graph.ts'
import { t } from '../../../messages/index.ts'
import { say, storyTexts } from '../../../messages/story.ts'
import type { SearchOf } from '../../../search.ts'
import { parseSearch, stringifySearch } from '../../../search-text.ts'
import type { Marks } from '../compare/marks.ts'
import { nodeName } from '../node-name.ts'
import type { Shown } from '../picture/use-picture.ts'
import { headlineFrom } from '../story/told.ts'
import { frameGraph, spanOf } from '../strip/frames.ts'
import type { Replay } from '../strip/use-replay.ts'

/** What the page hands over. Which frame of a replay is shown is asked when something is taken. */
export type Taken = {
  /** All there is: the headline speaks of it. */
  readonly graph: GraphReply
  /** What of it is drawn, and what is not. */
  readonly shown: Shown
  /** What the page tells above the map; absent: only the figures of the window tell. */
  readonly story?: StoryReply | undefined
  /** Null: not laid out yet. */
  readonly positions: Positions | null
  readonly search: SearchOf<'/map'>
  /** What changed, by id of the picture; null: nothing is compared. */
  readonly marks: Marks | null
  readonly reply: CompareReply | undefined
  readonly replay: Replay
}

export type Subject = Omit<Taken, 'replay'> & {
  /** As drawn; in a replay with the figures of its frame. */
  readonly picture: Picture
  /** Epoch seconds, and requests a minute of the widest edge; null: the whole window is shown. */
  readonly frame: { readonly from: number; readonly to: number; readonly busiest: number } | null
}

export function subjectOf({ replay, ...taken }: Taken): Subject {
  const { frames, clock } = replay
  if (!frames) return { ...taken, picture: taken.shown.picture, frame: null }
  const at = clock.moment().frame
  return { ...taken, picture: frameGraph(frames, at), frame: { ...spanOf(frames, at), busiest: frames.busiest } }
}

/** The time that the figures are of. */
export const timeOf = ({ graph, frame }: Subject): { readonly from: number; readonly to: number } =>
  frame ?? graph.window

/** The headline as it stands on the page. */
function titleOf({ graph, story, search }: Subject): string {
  const headline = story && headlineFrom(story)
  if (!headline) return say(mapHeadline(withFriendlyNames(graph)))
  return textOf(
    written(headline, storyTexts(), (sentence) =>
      say(sentence, (at, since) => momentTime(at, since ?? story.window.to, search.tz)),
    ),
  )
}

/** What was left out, folded or looked for. */
function picked({ search, shown }: Subject): string[] {
  const { hide, find, focus, only, by, hops = 1, way = 'both' } = search
  const { hidden, found } = shown
  const at = shown.whole.nodes.find(({ id }) => id === focus)
  return [
    hidden.nodes > 0 ? t('picture.hidden', { count: hidden.nodes, of: hidden.of }) : '',
    hide !== undefined && shown.hide?.ok ? t('take.hide', { hide }) : '',
    at && !shown.focusMissing
      ? t('take.focus', {
          name: nodeName(at, at.id),
          far: t('picture.focus.far', { count: hops }),
          way: t(`picture.focus.${way}`),
        })
      : '',
    only === 'unwell' ? t('take.only') : '',
    shown.by !== 'none' && (by !== undefined || shown.picture.nodes.some((node) => node.group))
      ? t('take.by', { by: t(`picture.by.${shown.by}`) })
      : '',
    find !== undefined && found
      ? t('take.find', { find, found: t('picture.found', { nodes: found.nodes, edges: found.edges }) })
      : '',
  ]
}

function comparedWith({ reply, search }: Subject): string {
  if (!reply) return ''
  const before = timeSpan(reply.before.from, reply.before.to, search.tz)
  const { since } = reply
  return since
    ? t('take.compared.since', { before, subject: since.subject, version: since.version ?? 'none' })
    : t('take.compared', { before })
}

const span = ({ from, to }: { from: number; to: number }, tz: string | undefined): string =>
  t('take.window', { from: dateTime(from, tz), to: dateTime(to, tz) })

/** All that is not the whole of the window: a frame, a comparison, a filter, a part. */
export function narrowing(subject: Subject): string[] {
  const { graph, frame, search } = subject
  return [
    frame ? t('take.frame', { span: span(frame, search.tz) }) : '',
    comparedWith(subject),
    search.group ? t('shell.group.one', { name: search.group }) : '',
    search.filter ? t('take.filter', { filter: search.filter }) : '',
    ...picked(subject),
    graph.exactness.kind === 'sampled'
      ? t('map.sampled', {
          scanned: graph.exactness.scanned,
          total: graph.exactness.total ?? -1,
          because: graph.exactness.because,
        })
      : '',
  ].filter((part) => part !== '')
}

/** The sentence, the window with its zone, and whatever narrows or qualifies what one sees. */
export function aboutOf(subject: Subject): About {
  const { graph, search } = subject
  const parts = [span(graph.window, search.tz), t('take.source', { source: graph.source }), ...narrowing(subject)]
  return { title: titleOf(subject), window: parts.join(' · ') }
}

/** This page with the window's ends, and the frame, as points in time: it shows the same next week. */
export function lastingLink({ graph, frame }: Subject, address: string): string {
  const url = new URL(address)
  const { from, to } = graph.window
  url.search = stringifySearch({
    ...parseSearch(url.search),
    from: formatTime(Math.floor(from)),
    to: formatTime(Math.ceil(to)),
    live: undefined,
    // While a replay plays, the address waits.
    ...(frame ? { at: String(Math.round(frame.from)) } : {}),
  })
  url.hash = ''
  return url.href
}
