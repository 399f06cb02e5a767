import { Link } from '@tanstack/react-router'
import { t } from '../messages/index.ts'

export function NotFound() {
  return (
    <section className="mx-auto max-w-xl p-6">
      <h1 className="text-xl font-semibold">{t('shell.not-found.title')}</h1>
      <p className="my-3 text-ink-soft">{t('shell.not-found.text')}</p>
      <Link to="/map">{t('shell.not-found.back')}</Link>
    </section>
  )
}
