import { t } from '../../messages/index.ts'
import type { CopyWords } from '../../ui/CopyButton.tsx'

export const copyWords = (label: string): CopyWords => ({
  label,
  done: t('trace.copied'),
  failed: t('trace.copy-failed'),
})
