import { Link } from '@tanstack/react-router'
import { t } from '../../messages/index.ts'

export function MissingTrace({ id, onRetry }: { id: string; onRetry: () => void }) {
  return (
    <section className="m-4 max-w-prose">
      <h1 className="text-xl font-semibold">{t('trace.missing.title')}</h1>
      <p className="mt-2 break-words">{t('trace.missing.text', { id })}</p>
      <p className="mt-2">{t('trace.missing.source')}</p>
      <p className="mt-4 flex flex-wrap items-center gap-3">
        <button type="button" className="btn" onClick={onRetry}>
          {t('error.retry')}
        </button>
        <Link to="/traces">{t('trace.missing.list')}</Link>
        <Link to="/doctor">{t('error.doctor')}</Link>
      </p>
    </section>
  )
}
