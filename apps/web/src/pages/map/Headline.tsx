import type { GraphReply } from '@roentgen/contract'
import { withFriendlyNames } from '@roentgen/picture'
import { mapHeadline } from '@roentgen/story'
import { useQuery } from '@tanstack/react-query'
import { dateTime } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { say } from '../../messages/story.ts'
import { storyQuery, type WindowQuery } from '../../queries.ts'
import type { SearchOf } from '../../search.ts'
import type { Selection } from './MapView.tsx'
import { Told } from './story/Told.tsx'
import { headlineFrom } from './story/told.ts'

/** The one sentence above the map, each clause with a way to what it speaks of, and how exact it all is. */
export function Headline({
  graph,
  isWhole,
  window,
  tz,
  onLook,
  onWindow,
}: {
  graph: GraphReply
  /** False: it is what the map opens with. The graph first: a large system's story is as much work as its map. */
  isWhole: boolean
  window: WindowQuery
  tz: string | undefined
  onLook: (what: Selection) => void
  onWindow: (part: Pick<SearchOf<'/map'>, 'from' | 'to'>) => void
}) {
  const { data: story, error } = useQuery({ ...storyQuery(window), enabled: isWhole })
  const told = story && headlineFrom(story) ? story : null
  return (
    <div className="min-w-0 flex-1 basis-[40rem]">
      <h1 className="sr-only">{t('map.title')}</h1>
      {told ? (
        <Told story={told} graph={graph} tz={tz} onLook={onLook} onWindow={onWindow} />
      ) : (
        <p data-testid="headline" className="text-lg leading-snug font-semibold">
          {/* Without the story the figures of the window alone still say something. */}
          {error || story ? say(mapHeadline(withFriendlyNames(graph))) : t('map.story.pending')}
        </p>
      )}
      <p className="text-xs text-ink-soft">
        {t('map.as-of', { at: dateTime(graph.asOf, tz) })}
        {graph.ratesFrom !== null && ` · ${t('map.rates-from', { at: dateTime(graph.ratesFrom, tz) })}`}
        {graph.exactness.kind === 'sampled' &&
          ` · ${t('map.sampled', {
            scanned: graph.exactness.scanned,
            total: graph.exactness.total ?? -1,
            because: graph.exactness.because,
          })}`}
        {told && told.looked.step > 60 && ` · ${t('map.story.step', { minutes: told.looked.step / 60 })}`}
        {told && error && ` · ${t('map.story.stale')}`}
      </p>
    </div>
  )
}
