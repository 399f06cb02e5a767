import { t } from '../../../messages/index.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { copyWords } from '../copy-words.ts'

/** Any value as indented JSON, to read and to copy. */
export function Json({ value, label }: { value: unknown; label: string }) {
  const text = JSON.stringify(value, null, 2) ?? ''
  return (
    <div className="flex flex-col items-start gap-2">
      <CopyButton text={text} words={copyWords(t('trace.copy'))}>
        {t('trace.copy')}
      </CopyButton>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and keys must reach them */}
      <section aria-label={label} tabIndex={0} className="max-h-[60dvh] w-full overflow-auto rounded-md bg-bg p-2">
        <pre className="font-mono text-xs">{text}</pre>
      </section>
    </div>
  )
}
