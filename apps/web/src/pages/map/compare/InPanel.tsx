import type { CompareReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { dateTime } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { changesQuery, type WindowQuery } from '../../../queries.ts'
import { changeSentence, signs, unsaidSentence } from './change-text.ts'

/** What changed on the thing that is open, and the way to "since its last deployment". */
export function InPanel({
  id,
  isNode,
  reply,
  window,
  tz,
  onSince,
}: {
  id: string
  isNode: boolean
  reply: CompareReply | undefined
  window: WindowQuery
  tz: string | undefined
  onSince: (id: string) => void
}) {
  const changes = useQuery({
    ...changesQuery({ source: window.source, from: window.from, to: window.to }),
    enabled: isNode,
  })
  const own = reply?.changes.filter((change) => change.id === id) ?? []
  const last = changes.data?.changes.filter(({ kind, node }) => kind === 'deployment' && node === id).at(-1)
  const unsaid = reply?.unsaid.find((one) => one.id === id)
  if (own.length === 0 && !last && !unsaid) return null
  return (
    <section data-testid="panel-changes">
      {(own.length > 0 || unsaid) && (
        <>
          <h3 className="mb-1 text-sm font-semibold">{t('compare.list')}</h3>
          <ul className="text-sm">
            {own.map((change) => (
              <li key={change.kind} className="num">
                <span aria-hidden>{signs[change.kind]} </span>
                {changeSentence(change)}
              </li>
            ))}
            {unsaid && (
              <li className="num">
                <span aria-hidden>? </span>
                {unsaidSentence(unsaid)}
              </li>
            )}
          </ul>
        </>
      )}
      {last && reply?.since?.id !== last.id && (
        <button type="button" className="btn mt-1" onClick={() => onSince(last.id)}>
          {t('compare.since', { version: last.version ?? '', at: dateTime(last.at, tz) })}
        </button>
      )}
    </section>
  )
}
