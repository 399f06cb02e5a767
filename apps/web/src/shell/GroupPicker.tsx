/** Which traces the page is about: all of them, or those of an X-Ray group. Where there is nothing to choose, nothing is shown. */
import type { Reply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { t } from '../messages/index.ts'
import { groupsQuery } from '../queries.ts'
import { useChangeSearch, useCommonSearch } from './use-common-search.ts'

type Group = Reply<'groups'>['groups'][number]

/** The name in the address, and the group of that name as far as the source has told. The one of everything counts as none. */
function useGroup(): { name: string | null; group: Group | null; all: readonly Group[] } {
  const search = useCommonSearch()
  const answer = useQuery(groupsQuery(search.source))
  const all = (answer.data?.groups ?? []).filter((one) => one.filter !== null)
  const name = search.group && search.group !== 'Default' ? search.group : null
  return { name, group: all.find((one) => one.name === name) ?? null, all }
}

export function GroupPicker() {
  const { name, group, all } = useGroup()
  const change = useChangeSearch()
  if (all.length === 0 && name === null) return null
  return (
    <select
      className="field max-w-48"
      aria-label={t('shell.group')}
      value={name ?? ''}
      onChange={(event) => change({ group: event.target.value || undefined })}
    >
      <option value="">{t('shell.group.all')}</option>
      {all.map((one) => (
        <option key={one.arn} value={one.name}>
          {t('shell.group.one', { name: one.name })}
        </option>
      ))}
      {name !== null && group === null && <option value={name}>{t('shell.group.one', { name })}</option>}
    </select>
  )
}

/** What the page is narrowed to, in words. */
export function GroupSentence() {
  const { name, group } = useGroup()
  if (name === null) return null
  return (
    <p className="text-sm text-ink-soft [overflow-wrap:anywhere]" data-testid="group">
      {group ? t('shell.group.shown', { name, filter: group.filter ?? '' }) : t('shell.group.named', { name })}
    </p>
  )
}
