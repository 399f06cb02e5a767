import { t } from '../../../messages/index.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { copyWords } from '../copy-words.ts'
import { formatSql } from '../format-sql.ts'
import { Facts } from './Facts.tsx'

/** The statement laid out, and what else the SDK said about the database. */
export function Sql({ sql }: { sql: Readonly<Record<string, string>> }) {
  const { sanitized_query: statement, ...rest } = sql
  return (
    <div className="flex flex-col gap-3">
      {statement ? (
        <div className="flex flex-col items-start gap-2">
          <CopyButton text={statement} words={copyWords(t('trace.copy'))}>
            {t('trace.copy')}
          </CopyButton>
          <section
            aria-label={t('trace.sql.statement')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and keys must reach them
            tabIndex={0}
            className="max-h-[50dvh] w-full overflow-auto rounded-md bg-bg p-2"
          >
            <pre className="font-mono text-xs leading-5">{formatSql(statement)}</pre>
          </section>
        </div>
      ) : (
        <p className="text-sm text-ink-soft">{t('trace.sql.none')}</p>
      )}
      <Facts facts={Object.entries(rest)} />
    </div>
  )
}
