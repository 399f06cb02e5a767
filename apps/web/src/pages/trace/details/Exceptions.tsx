import type { EntityReply } from '@roentgen/contract'
import { t } from '../../../messages/index.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { copyWords } from '../copy-words.ts'

type Exception = EntityReply['exceptions'][number]
type Frame = Exception['stack'][number]

const frameText = (frame: Frame): string => {
  const place = [frame.path, frame.line].filter((part) => part !== null).join(':')
  return frame.label ? (place ? `${frame.label} (${place})` : frame.label) : place
}

export const exceptionText = (exception: Exception): string =>
  [
    `${exception.type ?? t('trace.exceptions.untyped')}: ${exception.message ?? ''}`,
    ...exception.stack.map((frame) => `    at ${frameText(frame)}`),
  ].join('\n')

export function Exceptions({ exceptions }: { exceptions: readonly Exception[] }) {
  if (exceptions.length === 0) return <p className="text-sm text-ink-soft">{t('trace.exceptions.none')}</p>
  return (
    <ol className="flex flex-col gap-4">
      {exceptions.map((exception, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exceptions may lack ids, and their order never changes
        <li key={index}>
          <OneException exception={exception} />
        </li>
      ))}
    </ol>
  )
}

function OneException({ exception }: { exception: Exception }) {
  const type = exception.type ?? t('trace.exceptions.untyped')
  return (
    <article className="text-sm">
      <h3 className="font-semibold break-words text-fault-text">{type}</h3>
      {exception.message && <p className="mt-1 break-words">{exception.message}</p>}
      {(exception.remote || exception.entity) && (
        <p className="mt-1 text-ink-soft">
          {exception.entity ? t('trace.exceptions.elsewhere') : t('trace.exceptions.remote')}
        </p>
      )}
      {exception.stack.length === 0 ? (
        <p className="mt-1 text-ink-soft">{t('trace.exceptions.no-stack')}</p>
      ) : (
        <section
          aria-label={t('trace.exceptions.stack', { type })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and keys must reach them
          tabIndex={0}
          className="mt-2 max-h-80 overflow-auto rounded-md bg-bg p-2"
        >
          <ol className="w-max font-mono text-xs leading-5">
            {exception.stack.map((frame, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: frames repeat in recursions, and their order never changes
              <li key={index}>{frameText(frame)}</li>
            ))}
          </ol>
        </section>
      )}
      {exception.truncated > 0 && (
        <p className="mt-1 text-ink-soft">{t('trace.exceptions.truncated', { count: exception.truncated })}</p>
      )}
      <div className="mt-2">
        <CopyButton text={exceptionText(exception)} words={copyWords(t('trace.copy'))}>
          {t('trace.copy')}
        </CopyButton>
      </div>
    </article>
  )
}
