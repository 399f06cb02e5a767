import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ApiError } from '../../api.ts'
import { t } from '../../messages/index.ts'
import { samplingQuery } from '../../queries.ts'
import type { SearchOf } from '../../search.ts'
import { isLive } from '../../shell/window.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { perMinuteOf } from './figures.ts'
import { Note } from './Note.tsx'
import { RuleEditor } from './RuleEditor.tsx'
import { RuleList } from './RuleList.tsx'
import { Simulator } from './Simulator.tsx'

/** Clients report every ten seconds. */
const refreshMs = 5000

export type Change = (members: Partial<SearchOf<'/sampling'>>, replace?: boolean) => void

export function Component() {
  const search = useSearch({ from: '/sampling' })
  const navigate = useNavigate({ from: '/sampling' })
  const change: Change = (members, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...members }), replace, resetScroll: false })
  const query = useQuery({ ...samplingQuery(search.source), refetchInterval: isLive(search) ? refreshMs : false })
  const [said, setSaid] = useState('')
  /** Why changes are refused, by source: known once one was tried. */
  const [denied, setDenied] = useState<Readonly<Record<string, string>>>({})
  const answer = query.data
  const edited = search.new === '1' ? null : (answer?.rules.find(({ name }) => name === search.rule) ?? undefined)
  const isOpen = answer !== undefined && (search.new === '1' || search.rule !== undefined)
  const close = () => change({ rule: undefined, new: undefined })
  const refusal = answer === undefined ? undefined : denied[answer.source]
  const traces = answer?.rules.map((rule) => perMinuteOf(rule, rule, answer.window)) ?? []
  const quiet = traces.every((one) => one === null)
  const onFailed = (error: unknown) => {
    if (answer && error instanceof ApiError && error.code === 'NOT_PERMITTED')
      setDenied((before) => ({ ...before, [answer.source]: error.message }))
  }
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3 p-3 md:p-4">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <h1 className="max-w-prose text-xl leading-snug font-semibold">
          {!answer
            ? t('sampling.title')
            : quiet
              ? t('sampling.headline.quiet')
              : t('sampling.headline', {
                  traces: Math.round(traces.reduce<number>((sum, one) => sum + (one ?? 0), 0)),
                })}
        </h1>
        {answer && (
          <button type="button" className="btn btn-primary" onClick={() => change({ new: '1', rule: undefined })}>
            <Plus aria-hidden size={16} />
            {t('sampling.new')}
          </button>
        )}
      </header>
      <p className="max-w-prose text-sm text-ink-soft">{t('sampling.meaning')}</p>
      <p role="status" className="text-sm empty:hidden">
        {said}
      </p>
      {refusal !== undefined && <Note>{t('sampling.read-only', { detail: refusal })}</Note>}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {!answer && !query.error && <Loading>{t('sampling.loading')}</Loading>}
      {answer && (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <RuleList answer={answer} onEdit={(rule) => change({ rule, new: undefined })} />
          <Simulator answer={answer} search={search} onChange={change} />
        </div>
      )}
      {isOpen && (
        <RuleEditor
          // Another rule is another form; new counts of the same one must not undo what was typed.
          key={edited?.name ?? ''}
          answer={answer}
          rule={edited}
          name={search.rule ?? ''}
          source={search.source}
          onClose={close}
          onFailed={onFailed}
          onDone={(words) => {
            setSaid(words)
            close()
          }}
        />
      )}
    </div>
  )
}
