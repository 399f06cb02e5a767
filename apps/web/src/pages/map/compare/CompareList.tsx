import type { CompareReply, GraphChange } from '@roentgen/contract'
import { X } from 'lucide-react'
import { timeSpan } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { Failed } from '../../../ui/Failed.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import type { Selection } from '../MapView.tsx'
import { nodeName } from '../node-name.ts'
import { changeSentence, seemsWorse, signs, subjectName, unsaidSentence } from './change-text.ts'
import type { Compared } from './use-compare.ts'

/** What changed, what matters most first; each entry leads to its node or connection. */
export function CompareList({
  compared: { reply, error, retry },
  tz,
  onSelect,
  onStop,
}: {
  compared: Compared
  tz: string | undefined
  onSelect: (what: Selection) => void
  onStop: () => void
}) {
  return (
    <aside
      aria-label={t('compare.list')}
      data-testid="compare"
      // What was asked for comes first where there is no room beside it.
      className="flex w-full flex-col gap-3 border-line bg-surface p-4 max-lg:order-first max-lg:border-b lg:w-[24rem] lg:overflow-y-auto lg:border-l"
    >
      <div className="flex items-start gap-2">
        <h2 className="flex-1 text-lg leading-tight font-semibold">{t('compare.list')}</h2>
        <button
          type="button"
          className="btn px-2"
          onClick={onStop}
          aria-label={t('compare.stop')}
          title={t('compare.stop')}
        >
          <X aria-hidden size={16} />
        </button>
      </div>
      {error && <Failed error={error} onRetry={retry} />}
      {!reply && !error && <Loading>{t('compare.loading')}</Loading>}
      {reply && <Answer reply={reply} tz={tz} onSelect={onSelect} />}
    </aside>
  )
}

function Answer({
  reply,
  tz,
  onSelect,
}: {
  reply: CompareReply
  tz: string | undefined
  onSelect: (what: Selection) => void
}) {
  const { changes, verdict, compared, tooFew, since } = reply
  const many = compared.nodes + compared.edges
  const few = tooFew.nodes + tooFew.edges
  const windows = {
    after: timeSpan(reply.window.from, reply.window.to, tz),
    before: timeSpan(reply.before.from, reply.before.to, tz),
  }
  const samples = [reply.exactness.window, reply.exactness.before].filter((one) => one.kind === 'sampled')
  return (
    <>
      <p className="text-sm text-ink-soft">
        {since
          ? t('compare.windows.since', { ...windows, subject: since.subject, version: since.version ?? 'none' })
          : t('compare.windows', windows)}
      </p>
      <NotCompared unsaid={reply.unsaid.filter(seemsWorse)} onSelect={onSelect} />
      <p role="status" className="font-semibold">
        {verdict === 'changed' ? t('compare.count', { count: changes.length }) : t(`compare.verdict.${verdict}`)}
      </p>
      {(verdict === 'same' || verdict === 'partly') && (
        <p className="text-sm">{t('compare.same.text', { count: many })}</p>
      )}
      <Changes changes={changes} cause={null} onSelect={onSelect} />
      <NotCompared unsaid={reply.unsaid.filter((one) => !seemsWorse(one))} onSelect={onSelect} />
      <div className="flex flex-col gap-1 text-xs text-ink-soft">
        {few > 0 && verdict !== 'nothing-before' && verdict !== 'nothing-now' && (
          <p>{t('compare.too-few', { count: few })}</p>
        )}
        {reply.dispersion === 'assumed' && many > 0 && <p>{t('compare.assumed')}</p>}
        {samples.slice(0, 1).map((one) => (
          <p key={one.because}>{t('compare.sampled', { because: one.because })}</p>
        ))}
      </div>
    </>
  )
}

/** That nothing can be said is not that nothing changed: what seems to fail more now comes first. */
function NotCompared({ unsaid, onSelect }: { unsaid: CompareReply['unsaid']; onSelect: (what: Selection) => void }) {
  if (unsaid.length === 0) return null
  return (
    <section data-testid="not-compared" className="border-y border-line py-3">
      <h3 className="mb-1 text-sm font-semibold">{t('compare.unsaid')}</h3>
      <ul className="flex flex-col gap-2">
        {unsaid.map((one) => (
          <li key={one.id} className="flex gap-2 text-sm">
            <span aria-hidden className="w-4 shrink-0 text-center font-bold text-ink-soft">
              ?
            </span>
            <div className="min-w-0">
              <button
                type="button"
                className="rounded text-left font-semibold break-words text-accent hover:underline"
                onClick={() => onSelect({ node: one.id })}
              >
                {nodeName(one.node, one.id)}
              </button>
              <p className="num">{unsaidSentence(one)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Changes({
  changes,
  cause,
  onSelect,
}: {
  changes: readonly GraphChange[]
  cause: number | null
  onSelect: (what: Selection) => void
}) {
  const own = changes.flatMap((change, at) => (change.cause === cause ? [{ change, at }] : []))
  if (own.length === 0) return null
  const List = cause === null ? 'ol' : 'ul'
  return (
    <List className={cause === null ? 'flex flex-col gap-3' : 'mt-2 flex flex-col gap-2 border-l-2 border-line pl-3'}>
      {own.map(({ change, at }) => {
        const follows = changes.filter((one) => one.cause === at).length
        return (
          <li key={`${change.id} ${change.kind}`} className="text-sm">
            <div className="flex gap-2">
              <span aria-hidden className={`w-4 shrink-0 text-center font-bold ${tones[change.kind]}`}>
                {signs[change.kind]}
              </span>
              <div className="min-w-0">
                <button
                  type="button"
                  className="rounded text-left font-semibold break-words text-accent hover:underline"
                  onClick={() => onSelect(change.subject === 'node' ? { node: change.id } : { edge: change.id })}
                >
                  {subjectName(change)}
                </button>
                <p className="num">{changeSentence(change)}</p>
              </div>
            </div>
            {follows > 0 && (
              <details open={cause === null && follows <= 3} className="ml-6">
                <summary className="cursor-pointer text-xs text-ink-soft">
                  {t('compare.explains', { count: follows })}
                </summary>
                <Changes changes={changes} cause={at} onSelect={onSelect} />
              </details>
            )}
          </li>
        )
      })}
    </List>
  )
}

const tones: Readonly<Record<GraphChange['kind'], string>> = {
  new: 'text-accent',
  gone: 'text-fault-text',
  slower: 'text-error-text',
  faster: 'text-ok-text',
  'more-errors': 'text-fault-text',
  'fewer-errors': 'text-ok-text',
  'more-traffic': 'text-ink',
  'less-traffic': 'text-ink',
}
