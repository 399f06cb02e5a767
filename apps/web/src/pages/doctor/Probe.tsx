import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { call } from '../../api.ts'
import { duration } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { Failed } from '../../ui/Failed.tsx'
import { StatusMark } from './StatusMark.tsx'

export function Probe({ source }: { source: string | undefined }) {
  const probe = useMutation({ mutationFn: () => call('probe', { query: { source } }) })
  const answer = probe.data
  return (
    <section aria-label={t('doctor.probe.title')} className="card p-3 text-sm">
      <h2 className="text-lg font-semibold">{t('doctor.probe.title')}</h2>
      <p className="mt-1 max-w-prose">{t('doctor.probe.text')}</p>
      <button type="button" className="btn btn-primary mt-3" disabled={probe.isPending} onClick={() => probe.mutate()}>
        {t('doctor.probe.start')}
      </button>
      <div role="status" className="mt-3 flex flex-col gap-2 empty:hidden">
        {probe.isPending && <p>{t('doctor.probe.running')}</p>}
        {answer && (
          <>
            <Line ok={answer.udp.ok}>
              {answer.udp.ok
                ? t('doctor.probe.udp.ok', { seconds: duration(answer.udp.seconds) })
                : t('doctor.probe.udp.fail')}
              {answer.udp.ok && (
                <Link className="ml-2" to="/traces/$id" params={{ id: answer.udp.traceId }}>
                  {t('doctor.probe.open')}
                </Link>
              )}
            </Line>
            <Line ok={answer.samplingTcp.ok}>
              {answer.samplingTcp.ok
                ? t('doctor.probe.tcp.ok')
                : t('doctor.probe.tcp.fail', { detail: answer.samplingTcp.detail })}
            </Line>
          </>
        )}
      </div>
      {probe.error && <Failed error={probe.error} onRetry={() => probe.mutate()} />}
    </section>
  )
}

function Line({ ok, children }: { ok: boolean; children: ReactNode }) {
  return (
    <div className="flex items-start gap-2">
      <StatusMark status={ok ? 'ok' : 'fail'} />
      <p className="max-w-prose">
        <strong>{t(ok ? 'doctor.status.ok' : 'doctor.status.fail')}</strong> {children}
      </p>
    </div>
  )
}
