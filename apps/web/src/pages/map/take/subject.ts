/** What is taken along, as it stands on the page in that moment. */
import { formatTime, type GraphReply, type StoryReply } from '@roentgen/contract'
import type { About } from '@roentgen/export'
import { friendlyName, withFriendlyNames } from '@roentgen/picture'
import { mapHeadline, textOf, written } from '@roentgen/story'
import { dateTime, momentTime } from '../../../format.ts'
import type { Positions } from '../../../layout/graph.ts'
import { t } from '../../../messages/index.ts'
import { say, storyTexts } from '../../../messages/story.ts'
import type { SearchOf } from '../../../search.ts'
import { parseSearch, stringifySearch } from '../../../search-text.ts'
import { headlineFrom, named } from '../story/told.ts'

export type Subject = {
  /** All there is: the headline speaks of it. */
  readonly graph: GraphReply
  /** What of it is drawn. */
  readonly picture: GraphReply
  /** What the page tells above the map; absent: only the figures of the window tell. */
  readonly story?: StoryReply | undefined
  /** Null: not laid out yet. */
  readonly positions: Positions | null
  readonly search: SearchOf<'/map'>
}

/** The headline as it stands on the page. */
function titleOf({ graph, story, search }: Subject): string {
  const headline = story && headlineFrom(story)
  if (!headline) return say(mapHeadline(withFriendlyNames(graph)))
  const friendly = new Map(graph.nodes.map((node) => [node.name, friendlyName(node)]))
  return textOf(
    written(headline, storyTexts(), (sentence) =>
      say(named(sentence, friendly), (at, since) => momentTime(at, since ?? story.window.to, search.tz)),
    ),
  )
}

/** The sentence, the window with its zone, and whatever narrows or qualifies what one sees. */
export function aboutOf(subject: Subject): About {
  const { graph, search } = subject
  const { from, to } = graph.window
  const parts = [
    t('take.window', { from: dateTime(from, search.tz), to: dateTime(to, search.tz) }),
    t('take.source', { source: graph.source }),
    search.group ? t('shell.group.one', { name: search.group }) : '',
    search.filter ? t('take.filter', { filter: search.filter }) : '',
    graph.exactness.kind === 'sampled'
      ? t('map.sampled', {
          scanned: graph.exactness.scanned,
          total: graph.exactness.total ?? -1,
          because: graph.exactness.because,
        })
      : '',
  ]
  return { title: titleOf(subject), window: parts.filter((part) => part !== '').join(' · ') }
}

/** This page with the window's ends as points in time: it shows the same next week. */
export function lastingLink({ graph }: Subject, address: string): string {
  const url = new URL(address)
  const { from, to } = graph.window
  url.search = stringifySearch({
    ...parseSearch(url.search),
    from: formatTime(Math.floor(from)),
    to: formatTime(Math.ceil(to)),
    live: undefined,
  })
  url.hash = ''
  return url.href
}
