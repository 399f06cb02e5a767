import { t } from '../../messages/index.ts'

export function Component() {
  return <h1 className="p-6 text-xl font-semibold">{t('users.title')}</h1>
}
