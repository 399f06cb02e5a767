import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { t } from '../../../messages/index.ts'
import { usersQuery, type WindowQuery } from '../../../queries.ts'
import { Failed } from '../../../ui/Failed.tsx'
import { Part } from './Panel.tsx'
import type { Subject } from './subject.ts'

/** Who met something that went wrong here, the worst off first. */
export function UsersPart({ window, subject }: { window: WindowQuery; subject: Subject }) {
  const users = useQuery(usersQuery({ ...window, [subject.kind]: subject.id, affected: '1', limit: 5 }))
  return (
    <Part title={t('map.panel.users')}>
      {users.error && <Failed error={users.error} onRetry={() => void users.refetch()} />}
      {users.data && (
        <div data-testid="users-hit" className="text-sm">
          <p>
            {users.data.affected === 0
              ? t('map.panel.users.none', { total: users.data.total })
              : t('map.panel.users.hit', { affected: users.data.affected, total: users.data.total })}
          </p>
          <ul className="mt-1">
            {users.data.users.map((row) => (
              <li key={row.user} className="flex gap-2">
                <Link
                  to="/users"
                  search={{ [subject.kind]: subject.id, user: row.user }}
                  className="min-w-0 flex-1 truncate"
                >
                  {row.user}
                </Link>
                <span className="num text-fault-text">
                  {t('map.panel.users.row', { bad: row.fault + row.throttle + row.error, traces: row.traces })}
                </span>
              </li>
            ))}
          </ul>
          {users.data.total > 0 && (
            <Link to="/users" search={{ [subject.kind]: subject.id }} className="mt-1 inline-block">
              {t('map.panel.users.all')}
            </Link>
          )}
        </div>
      )}
    </Part>
  )
}
