import type { DoctorReply } from '@roentgen/contract'
import { t } from '../../messages/index.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { checkName, checkWords, fixWords } from './check-words.ts'
import { StatusMark } from './StatusMark.tsx'
import { troublesFirst } from './summary.ts'

export function Checks({ checks }: { checks: DoctorReply['checks'] }) {
  return (
    <ul aria-label={t('doctor.checks')} className="card divide-y divide-line">
      {troublesFirst(checks).map((check) => (
        <li key={check.id} className="flex gap-3 p-3">
          <StatusMark status={check.status} />
          <div className="min-w-0 flex-1 text-sm">
            <h2 className="font-semibold">
              {t('unit.colon', { a: checkName(check.id), b: t(`doctor.status.${check.status}`) })}
            </h2>
            <p className="break-words">{checkWords(check)}</p>
            {check.fix && <Fix text={fixWords(check.fix)} name={checkName(check.id)} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Fix({ text, name }: { text: string; name: string }) {
  return (
    <div className="mt-2">
      <p>{t('doctor.fix')}</p>
      <div className="mt-1 flex items-start gap-2">
        <section
          aria-label={t('doctor.fix.for', { name })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and keys must reach them
          tabIndex={0}
          className="min-w-0 flex-1 overflow-x-auto rounded-md bg-bg p-2"
        >
          <pre className="font-mono text-xs">{text}</pre>
        </section>
        <CopyButton
          text={text}
          words={{ label: t('doctor.copy-fix'), done: t('doctor.copied'), failed: t('doctor.copy-failed') }}
        />
      </div>
    </div>
  )
}
