import { parseEdgeId, parseNodeId } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useMemo } from 'react'
import { count, percent } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { useNameOf } from '../../names/use-label-of.ts'
import { usersQuery, windowOf } from '../../queries.ts'
import type { SearchOf } from '../../search.ts'
import { GroupPicker, GroupSentence } from '../../shell/GroupPicker.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { usersInOrder } from './order.ts'
import { UserTable } from './UserTable.tsx'

/** As many as the API gives at once: one looks for a name among them. */
const limit = 1000

type Change = (members: Partial<SearchOf<'/users'>>, replace?: boolean) => void

export function Component() {
  const search = useSearch({ from: '/users' })
  const navigate = useNavigate({ from: '/users' })
  const change: Change = (members, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...members }), replace, resetScroll: false })
  const affected = search.affected ?? '0'
  const query = useQuery(usersQuery({ ...windowOf(search), node: search.node, edge: search.edge, affected, limit }))
  const answer = query.data
  const rows = useMemo(
    () => usersInOrder(answer?.users ?? [], search.sort, search.user ?? ''),
    [answer, search.sort, search.user],
  )
  const nameOf = useNameOf()
  const node = search.node === undefined ? null : parseNodeId(search.node)
  const hit = answer && {
    affected: answer.affected,
    total: answer.total,
    share: percent(answer.total > 0 ? answer.affected / answer.total : 0),
  }
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3 p-3 md:p-4">
      <h1 className="max-w-prose text-xl leading-snug font-semibold">
        {!hit || hit.total === 0
          ? t('users.title')
          : node
            ? t('users.hit.node', { ...hit, node: nameOf(node) })
            : t('users.hit', hit)}
      </h1>
      <p className="text-sm text-ink-soft">{t('users.meaning')}</p>
      <div className="flex flex-wrap items-center gap-3 empty:hidden">
        <GroupPicker />
        <GroupSentence />
      </div>
      <Subject search={search} onChange={change} />
      {search.filter !== undefined && (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <span className="rounded-md border border-accent bg-accent-soft px-2 py-1">
            {t('users.filtered')} <code>{search.filter}</code>
          </span>
          <button type="button" className="btn" onClick={() => change({ filter: undefined })}>
            <X aria-hidden size={14} />
            {t('users.filtered.remove')}
          </button>
        </p>
      )}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {!answer && !query.error && <Loading>{t('users.loading')}</Loading>}
      {answer && answer.total === 0 && (
        <NoUsers
          filtered={Boolean(search.filter)}
          group={search.group}
          onClear={() => change({ filter: undefined, group: undefined })}
        />
      )}
      {answer && answer.total > 0 && (
        <>
          {answer.exactness.kind === 'sampled' && (
            <p role="note" className="max-w-prose rounded-md border border-notice-line bg-notice px-3 py-2 text-sm">
              {t('users.sampled', {
                scanned: answer.exactness.scanned,
                total: answer.exactness.total === null ? 'unknown' : count(answer.exactness.total),
                because: answer.exactness.because,
              })}
            </p>
          )}
          <search className="flex flex-wrap items-center gap-3 text-sm">
            <SearchField
              label={t('users.search')}
              value={search.user ?? ''}
              onFind={(user) => change({ user: user || undefined }, true)}
            />
            <label className="flex items-center gap-1.5">
              <input
                type="checkbox"
                checked={affected === '1'}
                onChange={(event) => change({ affected: event.target.checked ? '1' : undefined })}
              />
              {t('users.only-affected')}
            </label>
            <span role="status" className="text-ink-soft">
              {t('users.shown', { shown: rows.length, all: affected === '1' ? answer.affected : answer.total })}{' '}
              {answer.users.length >= limit && t('users.cut', { limit })}
            </span>
          </search>
          {rows.length > 0 ? (
            <UserTable
              rows={rows}
              search={search}
              onSort={(sort) => change({ sort: sort === 'fault' ? undefined : sort })}
            />
          ) : (
            <p className="text-ink-soft">
              {search.user ? t('users.no-match', { text: search.user }) : t('users.all-fine')}
            </p>
          )}
        </>
      )}
    </div>
  )
}

/** Which node or call the users are counted at, and the way out of it. */
function Subject({ search, onChange }: { search: SearchOf<'/users'>; onChange: Change }) {
  const node = search.node === undefined ? null : parseNodeId(search.node)
  const edge = search.edge === undefined ? null : parseEdgeId(search.edge)
  const nameOf = useNameOf()
  if (!node && !edge) return null
  return (
    <p className="flex items-center gap-2 text-sm">
      <span className="rounded-md border border-accent bg-accent-soft px-2 py-1">
        {edge
          ? t('users.edge', { from: nameOf(edge.from), to: nameOf(edge.to) })
          : t('users.node', { node: node ? nameOf(node) : '' })}
      </span>
      <button type="button" className="btn" onClick={() => onChange({ node: undefined, edge: undefined })}>
        <X aria-hidden size={14} />
        {t('users.node.remove')}
      </button>
    </p>
  )
}

function NoUsers({ filtered, group, onClear }: { filtered: boolean; group: string | undefined; onClear: () => void }) {
  return (
    <section className="card max-w-prose self-start p-4">
      <h2 className="text-lg font-semibold">{t('users.none')}</h2>
      <p className="mt-2">
        {filtered && t('users.none.filtered')} {group && t('users.none.grouped', { group })} {t('users.none.how')}
      </p>
      <p className="mt-4 flex flex-wrap items-center gap-3">
        {(filtered || group) && (
          <button type="button" className="btn btn-primary" onClick={onClear}>
            {t('users.clear-filter')}
          </button>
        )}
        <Link to="/doctor">{t('users.doctor')}</Link>
      </p>
    </section>
  )
}
