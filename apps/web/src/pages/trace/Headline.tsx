import type { TraceReply } from '@roentgen/contract'
import { quote } from '@roentgen/filter'
import { traceSentence } from '@roentgen/story'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { dateTime, duration } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { say } from '../../messages/story.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { w3cTraceId } from '../traces/trace-id.ts'
import { copyWords } from './copy-words.ts'
import { partialReasons } from './trace-rows.ts'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  )
}

type HeadlineProps = {
  readonly trace: TraceReply
  readonly source: string | undefined
  readonly tz: string | undefined
  readonly onSpan: (entity: string) => void
}

export function Headline({ trace, source, tz, onSpan }: HeadlineProps) {
  const sentence = traceSentence(trace)
  // The last entry that the sentence rests on is the one to look at; the root itself needs no button.
  const cause = sentence.evidence.nodes.at(-1)
  const causeRow = cause === undefined ? -1 : trace.entities.id.indexOf(cause)
  const reasons = partialReasons(trace)
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Link to="/traces">{t('trace.back')}</Link>
        <span aria-hidden="true" className="text-ink-soft">
          /
        </span>
        <span className="font-mono text-xs break-all sm:text-sm">{trace.id}</span>
        <CopyButton text={trace.id} words={copyWords(t('trace.copy-id'))} />
        <CopyButton text={w3cTraceId(trace.id)} words={copyWords(t('trace.copy-w3c'))}>
          W3C
        </CopyButton>
        <a
          className="btn"
          href={`/api/traces/${trace.id}/raw${source ? `?source=${encodeURIComponent(source)}` : ''}`}
          target="_blank"
          rel="noreferrer"
        >
          {t('trace.raw')}
        </a>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="max-w-prose text-xl leading-snug font-semibold break-words">{say(sentence)}</h1>
        {cause !== undefined && causeRow > 0 && (
          <button type="button" className="btn" onClick={() => onSpan(cause)}>
            {t('trace.show-cause', { name: trace.entities.name[causeRow] ?? '' })}
          </button>
        )}
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <Fact name={t('trace.fact.began')}>{dateTime(trace.start, tz)}</Fact>
        <Fact name={t('trace.fact.duration')}>
          {trace.duration === null ? t('trace.fact.running') : duration(trace.duration)}
        </Fact>
        <Fact name={t('trace.fact.size')}>
          {t('trace.fact.size.value', {
            entities: trace.entities.id.length,
            services: new Set(trace.entities.node).size,
          })}
        </Fact>
        {trace.users.length > 0 && (
          <Fact name={t('trace.fact.users')}>
            {trace.users.map((user) => (
              <Link
                key={user}
                className="mr-2"
                to="/traces"
                search={{ filter: `user = ${quote(user)}` }}
                title={t('trace.user.filter', { user })}
              >
                {user}
              </Link>
            ))}
          </Fact>
        )}
        {trace.links.length > 0 && (
          <Fact name={t('trace.fact.links')}>
            {[...new Set(trace.links.map((link) => link.traceId))].map((linked) => (
              <Link key={linked} className="mr-2 font-mono text-xs" to="/traces/$id" params={{ id: linked }}>
                {linked}
              </Link>
            ))}
          </Fact>
        )}
      </dl>
      {(reasons.length > 0 || trace.limitExceeded) && (
        <div role="note" className="max-w-prose rounded-md border border-notice-line bg-notice px-3 py-2 text-sm">
          {reasons.length > 0 && <strong className="mr-1">{t('trace.partial')}</strong>}
          {[...reasons, ...(trace.limitExceeded ? [t('trace.limit')] : [])].join(' ')}
        </div>
      )}
    </header>
  )
}
