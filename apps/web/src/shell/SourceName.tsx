import type { Reply } from '@roentgen/contract'
import { t } from '../messages/index.ts'
import { useChangeSearch, useCommonSearch } from './use-common-search.ts'

/** What the bff calls its own store where nobody gave it a name. */
const unnamed = 'This Roentgen'
const nameOf = ({ label }: { readonly label: string }): string => (label === unnamed ? t('shell.source.own') : label)

/** Where the data comes from: a name, or a choice when there are several. */
export function SourceName({ sources }: { sources: Reply<'sources'> | undefined }) {
  const search = useCommonSearch()
  const change = useChangeSearch()
  if (!sources) return null
  const current = search.source ?? sources.current
  if (sources.sources.length < 2) {
    const only = sources.sources[0]
    return only ? (
      <span className="max-w-48 truncate text-sm text-ink-soft max-2xl:hidden" title={nameOf(only)}>
        {t('shell.source.one', { name: nameOf(only) })}
      </span>
    ) : null
  }
  return (
    <select
      className="field max-w-40"
      aria-label={t('shell.source')}
      value={current}
      onChange={(event) => change({ source: event.target.value === sources.current ? undefined : event.target.value })}
    >
      {sources.sources.map((source) => (
        <option key={source.id} value={source.id}>
          {nameOf(source)}
        </option>
      ))}
    </select>
  )
}
