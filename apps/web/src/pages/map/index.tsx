import { t } from '../../messages/index.ts'

export function Component() {
  return <h1 className="p-6 text-xl font-semibold">{t('map.title')}</h1>
}
