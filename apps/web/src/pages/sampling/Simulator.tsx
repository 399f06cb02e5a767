import type { SamplingReply } from '@roentgen/contract'
import { explain, type SampledRequest } from '@roentgen/sampling'
import { useId } from 'react'
import { percent } from '../../format.ts'
import { t } from '../../messages/index.ts'
import type { SearchOf } from '../../search.ts'
import { chanceOf, type Rule } from './figures.ts'
import type { Change } from './index.tsx'
import { type PastedRequest, parseRequest } from './parse-request.ts'
import { reasonWords, takesWords } from './rule-words.ts'

/** Origins that SDKs give themselves, by plugin. */
const knownTypes = [
  'AWS::EC2::Instance',
  'AWS::ECS::Container',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::EKS::Container',
  'AWS::Lambda::Function',
  'AWS::ApiGateway::Stage',
] as const

type SimulatorProps = {
  readonly answer: SamplingReply
  readonly search: SearchOf<'/sampling'>
  readonly onChange: Change
}

/** Which rule a pasted request falls under: decided here, by the very code that clients' rules are tested with. */
export function Simulator({ answer, search, onChange }: SimulatorProps) {
  const id = useId()
  const text = search.request ?? ''
  const pasted = parseRequest(text)
  const gateway = search.resource !== undefined
  return (
    <section aria-labelledby={`${id}title`} className="card flex flex-col gap-3 p-3 text-sm lg:sticky lg:top-3">
      <h2 id={`${id}title`} className="text-lg font-semibold">
        {t('sampling.try')}
      </h2>
      <p id={`${id}text`} className="text-ink-soft">
        {t('sampling.try.text')}
      </p>
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}request`}>{t('sampling.try.request')}</label>
        <textarea
          id={`${id}request`}
          className="field font-mono"
          rows={4}
          spellCheck={false}
          aria-describedby={`${id}text`}
          placeholder={t('sampling.try.example')}
          value={text}
          onChange={(event) => onChange({ request: event.target.value || undefined }, true)}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <label className="flex min-w-0 flex-col gap-1">
          {t('sampling.try.service')}
          <input
            className="field"
            value={search.service ?? ''}
            onChange={(event) => onChange({ service: event.target.value || undefined }, true)}
          />
        </label>
        <label className="flex min-w-0 flex-col gap-1">
          {t('sampling.try.type')}
          <input
            className="field"
            list={`${id}types`}
            value={search.type ?? ''}
            onChange={(event) => onChange({ type: event.target.value || undefined }, true)}
          />
          <datalist id={`${id}types`}>
            {knownTypes.map((type) => (
              <option key={type} value={type} />
            ))}
          </datalist>
        </label>
      </div>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
        <legend className="mb-1">{t('sampling.try.asker')}</legend>
        <label className="flex items-center gap-1.5">
          <input
            type="radio"
            name={`${id}asker`}
            checked={!gateway}
            onChange={() => onChange({ resource: undefined })}
          />
          {t('sampling.try.sdk')}
        </label>
        <label className="flex items-center gap-1.5">
          <input type="radio" name={`${id}asker`} checked={gateway} onChange={() => onChange({ resource: '*' })} />
          {t('sampling.try.gateway')}
        </label>
      </fieldset>
      {gateway && (
        <label className="flex flex-col gap-1">
          {t('sampling.try.resource')}
          <input
            className="field"
            value={search.resource}
            onChange={(event) => onChange({ resource: event.target.value }, true)}
          />
        </label>
      )}
      <div role="status" className="flex flex-col gap-2 empty:hidden">
        {text.trim() !== '' && pasted === null && <p className="text-error-text">{t('sampling.try.unreadable')}</p>}
        {pasted && <Verdict answer={answer} pasted={pasted} search={search} />}
      </div>
    </section>
  )
}

type VerdictProps = {
  readonly answer: SamplingReply
  readonly pasted: PastedRequest
  readonly search: SearchOf<'/sampling'>
}

function Verdict({ answer, pasted, search }: VerdictProps) {
  const { withQuery, ...request } = pasted
  const asked: SampledRequest = {
    ...request,
    ...(search.service === undefined ? {} : { serviceName: search.service }),
    ...(search.type === undefined ? {} : { serviceType: search.type }),
    ...(search.resource === undefined ? {} : { resourceArn: search.resource }),
  }
  const { rule, passed } = explain(answer.rules, asked)
  const decided = answer.rules.find(({ name }) => name === rule?.name)
  const forNode =
    withQuery === null || search.resource !== undefined
      ? null
      : explain(answer.rules, { ...asked, urlPath: withQuery }).rule
  return (
    <>
      <p className="break-words text-ink-soft">
        {t('sampling.try.read', {
          method: request.httpMethod ?? 'any',
          host: request.host ?? t('sampling.try.any-host'),
          path: request.urlPath ?? '',
        })}
      </p>
      {decided && (
        <p data-testid="verdict">
          <strong>{t('sampling.try.decides', { name: decided.name })}</strong> {takesWords(decided)}{' '}
          {chanceWords(decided, answer.window)}
        </p>
      )}
      {forNode && forNode.name !== rule?.name && <p>{t('sampling.try.query', { name: forNode.name })}</p>}
      {passed.length === 0 ? (
        <p className="text-ink-soft">{t('sampling.try.first')}</p>
      ) : (
        <>
          <h3 className="font-semibold">{t('sampling.try.passed')}</h3>
          <ol className="flex flex-col gap-1">
            {passed.map(({ rule: earlier, because }) => (
              <li key={earlier.name} className="break-words">
                <strong>{earlier.name}</strong>: {reasonWords(because)}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

function chanceWords(rule: Rule, window: SamplingReply['window']): string {
  const chance = chanceOf(rule, window)
  if (chance !== null) return t('sampling.try.chance', { chance: percent(chance) })
  return rule.reservoirSize > 0
    ? t('sampling.try.chance.quiet')
    : t('sampling.try.chance.quiet-rate', { chance: percent(rule.fixedRate) })
}
