import type { GraphNodeShape, GraphReply } from '@roentgen/contract'
import { allOf, serviceFilter } from '@roentgen/filter'
import { type Caller, dependsOn } from '@roentgen/picture'
import { useQuery } from '@tanstack/react-query'
import { count, percent } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { tracesQuery, usersQuery, type WindowQuery } from '../../../queries.ts'
import type { Selection } from '../MapView.tsx'
import { nodeName } from '../node-name.ts'
import { Part } from '../panel/Panel.tsx'

const sample = 100
const shown = 8

/** What if this failed: who feels it, how many, who copes, and what that rests on. */
export function DependsPart({
  graph,
  node,
  window,
  onSelect,
}: {
  graph: GraphReply
  node: GraphNodeShape
  window: WindowQuery
  onSelect: (what: Selection) => void
}) {
  const found = dependsOn(graph, node.id)
  const users = useQuery(usersQuery({ ...window, node: node.id, affected: '0', limit: 1 }))
  const failed = node.counts.fault > 0
  const key = { name: node.name, type: node.type, account: node.account }
  const traces = useQuery({
    ...tracesQuery({
      ...window,
      filter: allOf(window.filter ?? '', serviceFilter(key, { classes: ['fault'] })),
      limit: sample,
    }),
    enabled: failed,
  })
  const ended = (traces.data?.traces ?? []).filter((trace) => trace.class !== null)
  const well = ended.filter((trace) => trace.class === 'ok').length
  const name = (id: string): string =>
    nodeName(
      graph.nodes.find((one) => one.id === id),
      id,
    )
  const names = (ids: readonly string[]): string =>
    [
      ...ids.slice(0, shown).map(name),
      ...(ids.length > shown ? [t('depends.more', { count: ids.length - shown })] : []),
    ].join(', ')
  return (
    <Part title={t('depends.title')}>
      <div className="flex flex-col gap-1.5 text-sm" data-testid="depends">
        <p>
          {t('depends.through', { perHour: Math.round(found.perHour) })}{' '}
          {users.data && users.data.total > 0 && t('depends.users', { users: users.data.total })}
        </p>
        <p>
          {t('depends.callers', { count: found.callers.length, names: names(found.callers) })}{' '}
          {found.clients.length > 0 && t('depends.outside')}
        </p>
        <p>{t('depends.callees', { count: found.callees.length, names: names(found.callees) })}</p>
        {found.direct.length > 0 && (
          <ul className="flex flex-col gap-1">
            {found.direct.slice(0, shown).map((caller) => (
              <li key={caller.edge}>
                <button
                  type="button"
                  className="text-accent hover:underline"
                  onClick={() => onSelect({ edge: caller.edge })}
                >
                  {name(caller.id)}
                </button>{' '}
                {verdictWords(caller)}
              </li>
            ))}
          </ul>
        )}
        {failed && ended.length > 0 && <p>{t('depends.traces', { ended: ended.length, well })}</p>}
        <details className="text-xs text-ink-soft">
          <summary className="cursor-pointer">{t('depends.assumed')}</summary>
          <ul className="ml-4 list-disc">
            <li>{t('depends.assumed.window')}</li>
            <li>{t('depends.assumed.one')}</li>
            <li>{t('depends.assumed.alike')}</li>
            {failed && <li>{t('depends.assumed.sample', { sample })}</li>}
          </ul>
        </details>
      </div>
    </Part>
  )
}

const verdictWords = ({ verdict, absorbedAtLeast, failedCalls, ownFailures }: Caller): string =>
  t(`depends.verdict.${verdict}`, {
    share: percent(absorbedAtLeast ?? 0),
    failed: count(failedCalls),
    own: count(ownFailures),
  })
