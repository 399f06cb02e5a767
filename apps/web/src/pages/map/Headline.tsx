import type { GraphReply } from '@roentgen/contract'
import { friendlyName, withFriendlyNames } from '@roentgen/picture'
import { mapHeadline } from '@roentgen/story'
import { dateTime } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { say } from '../../messages/story.ts'

/** The one sentence above the map, with a way to what it speaks of, and how exact it all is. */
export function Headline({
  graph,
  tz,
  onLook,
}: {
  graph: GraphReply
  tz: string | undefined
  onLook: (node: string) => void
}) {
  const sentence = mapHeadline(withFriendlyNames(graph))
  const evidence = sentence.evidence.nodes
  // Two nodes are the ends of a call: the callee is where to look. Many mean "all is well".
  const target =
    evidence.length <= 2 ? graph.nodes.find((node) => node.id === evidence[evidence.length - 1]) : undefined
  return (
    <div className="min-w-0 flex-1 basis-96">
      <h1 className="sr-only">{t('map.title')}</h1>
      <p data-testid="headline" className="text-lg leading-snug font-semibold">
        {say(sentence)}{' '}
        {target && (
          <button
            type="button"
            className="rounded text-base font-normal text-accent underline"
            onClick={() => onLook(target.id)}
          >
            {t('map.look', { name: friendlyName(target) })}
          </button>
        )}
      </p>
      <p className="text-xs text-ink-soft">
        {t('map.as-of', { at: dateTime(graph.asOf, tz) })}
        {graph.ratesFrom !== null && ` · ${t('map.rates-from', { at: dateTime(graph.ratesFrom, tz) })}`}
        {graph.exactness.kind === 'sampled' &&
          ` · ${t('map.sampled', {
            scanned: graph.exactness.scanned,
            total: graph.exactness.total ?? -1,
            because: graph.exactness.because,
          })}`}
      </p>
    </div>
  )
}
