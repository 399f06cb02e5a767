import type { SamplingReply } from '@roentgen/contract'
import { hiddenBehind } from '@roentgen/sampling'
import { Pencil } from 'lucide-react'
import { compact, count, percent } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { perMinuteOf, type Rule, totalsOf } from './figures.ts'
import { Note } from './Note.tsx'
import { matchWords, takesWords } from './rule-words.ts'

type RuleListProps = { readonly answer: SamplingReply; readonly onEdit: (name: string) => void }

export function RuleList({ answer, onEdit }: RuleListProps) {
  return (
    <section aria-labelledby="rules" className="flex min-w-0 flex-col gap-3">
      <h2 id="rules" className="text-lg font-semibold">
        {t('sampling.rules')}
      </h2>
      {answer.countsProblem === null ? (
        <p className="max-w-prose text-sm text-ink-soft">{t('sampling.counts')}</p>
      ) : (
        <Note>{t('sampling.counts.none', { detail: answer.countsProblem })}</Note>
      )}
      {answer.rules.length <= 1 && <p className="max-w-prose text-sm">{t('sampling.only-default')}</p>}
      <ol className="flex flex-col gap-3">
        {answer.rules.map((rule) => (
          <li key={rule.name}>
            <RuleCard rule={rule} answer={answer} onEdit={() => onEdit(rule.name)} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function RuleCard({ rule, answer, onEdit }: { rule: Rule; answer: SamplingReply; onEdit: () => void }) {
  const hidden = hiddenBehind(answer.rules, rule)
  const forGateway = rule.resourceArn !== '*' || Object.keys(rule.attributes).length > 0
  const sharing = (rule.clients ?? []).filter(({ perSecond }) => perSecond > 0)
  return (
    <article aria-label={rule.name} className="card p-3">
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="min-w-0 font-semibold break-words">{rule.name}</h3>
        <span className="num text-sm text-ink-soft">{t('sampling.priority', { priority: rule.priority })}</span>
        <button
          type="button"
          className="btn ml-auto"
          aria-label={t('sampling.edit', { name: rule.name })}
          onClick={onEdit}
        >
          <Pencil aria-hidden size={14} />
          {t('sampling.edit.short')}
        </button>
      </header>
      <p className="mt-1 text-sm break-words">{matchWords(rule)}.</p>
      <p className="text-sm">{takesWords(rule)}</p>
      {rule.perMinute !== null && <p className="text-sm text-ink-soft">{t('sampling.extension')}</p>}
      {rule.boost && (
        <p className="text-sm text-ink-soft">
          {t('sampling.boost', { rate: percent(rule.boost.maxRate), minutes: rule.boost.cooldownMinutes })}
        </p>
      )}
      {forGateway && <p className="text-sm text-ink-soft">{t('sampling.sdks-skip')}</p>}
      {hidden && <p className="text-sm text-error-text">{t('sampling.hidden', { name: hidden.name })}</p>}
      {sharing.length > 0 && (
        <p className="num text-sm text-ink-soft">
          {t('sampling.shared', {
            clients: sharing.length,
            shares: sharing.map(({ perSecond }) => count(perSecond)).join(' + '),
          })}
        </p>
      )}
      {answer.countsProblem === null && <RuleFigures rule={rule} window={answer.window} />}
    </article>
  )
}

function RuleFigures({ rule, window }: { rule: Rule; window: SamplingReply['window'] }) {
  const { requests, sampled, borrowed } = totalsOf(rule)
  const traces = perMinuteOf(rule, rule, window)
  const figures = [
    ['matched', count(requests)],
    ['sampled', count(sampled)],
    ['borrowed', count(borrowed)],
    ['per-minute', traces === null ? '–' : t('sampling.about', { traces: compact(traces) })],
  ] as const
  return (
    <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1 border-t border-line pt-2 text-sm sm:grid-cols-4">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt className="text-xs text-ink-soft">{t(`sampling.${name}`)}</dt>
          <dd className="num font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
