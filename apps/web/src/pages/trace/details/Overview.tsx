import type { EntityReply, TraceReply } from '@roentgen/contract'
import { quote } from '@roentgen/filter'
import { Link } from '@tanstack/react-router'
import { dateTime, duration } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { OutcomeMark } from '../../../ui/waterfall/OutcomeMark.tsx'
import { micros } from '../trace-rows.ts'
import { Facts } from './Facts.tsx'

type OverviewProps = {
  readonly trace: TraceReply
  readonly row: number
  readonly entity: EntityReply
  readonly tz: string | undefined
  readonly criticalUs: number | undefined
  readonly onExceptions: () => void
}

function kindOf(entity: EntityReply): string {
  if (entity.segment) return t('trace.about.kind.segment')
  return entity.namespace === 'aws' || entity.namespace === 'remote'
    ? t('trace.about.kind.call', { namespace: entity.namespace })
    : t('trace.about.kind.local')
}

const plain = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

export function Overview({ trace, row, entity, tz, criticalUs, onExceptions }: OverviewProps) {
  const { http } = entity
  const outcome = entity.class
  const wrong = entity.exceptions[0]
  const service = trace.nodes[trace.entities.node[row] ?? -1]
  const callee = trace.nodes[trace.entities.callee[row] ?? -1]
  const took = entity.end === null ? t('trace.fact.running') : duration(entity.end - entity.start)
  const runtime = [entity.service.runtime, entity.service.runtime_version, entity.service.version].filter(Boolean)
  return (
    <div className="flex flex-col gap-4">
      {wrong && (
        <section
          aria-label={t('trace.about.first-exception')}
          className="rounded-md bg-fault-soft p-2 text-sm text-fault-text"
        >
          <h3 className="font-semibold break-words">{wrong.type ?? t('trace.exceptions.untyped')}</h3>
          {wrong.message && <p className="break-words">{wrong.message}</p>}
          <button type="button" className="mt-1 underline" onClick={onExceptions}>
            {t('trace.about.all-exceptions')}
          </button>
        </section>
      )}
      <Facts
        facts={[
          [
            t('trace.about.outcome'),
            <span key="outcome" className="inline-flex items-center gap-1.5">
              <OutcomeMark outcome={outcome} label="" />
              {t(`trace.outcome.${outcome}`)}
            </span>,
          ],
          [t('trace.about.kind'), kindOf(entity)],
          [t('trace.about.service'), service?.name],
          [t('trace.about.callee'), callee?.name],
          [
            t('trace.about.start'),
            t('trace.about.start.value', {
              time: dateTime(entity.start, tz),
              offset: micros(trace.entities.start[row] ?? 0),
            }),
          ],
          [t('trace.about.duration'), took],
          [t('trace.about.critical'), criticalUs === undefined ? null : micros(criticalUs)],
          [t('trace.about.request'), http && [http.method, http.url].filter(Boolean).join(' ')],
          [t('trace.about.status'), http?.status],
          [
            t('trace.about.length'),
            http?.contentLength === null || http?.contentLength === undefined || http.contentLength < 0
              ? null
              : t('trace.about.bytes', { bytes: http.contentLength }),
          ],
          [t('trace.about.agent'), http?.userAgent],
          [t('trace.about.client'), http?.clientIp],
          [
            t('trace.about.user'),
            entity.user && (
              <Link to="/traces" search={{ filter: `user = ${quote(entity.user)}` }}>
                {entity.user}
              </Link>
            ),
          ],
          [t('trace.about.origin'), entity.origin],
          [t('trace.about.arn'), entity.resourceArn],
          [t('trace.about.runtime'), runtime.map(plain).join(' ')],
          [
            t('trace.about.links'),
            entity.links.length > 0 &&
              entity.links.map((link) => (
                <Link
                  key={link.traceId + link.id}
                  className="block font-mono text-xs"
                  to="/traces/$id"
                  params={{ id: link.traceId }}
                  search={{ span: link.id }}
                >
                  {link.traceId}
                </Link>
              )),
          ],
          [t('trace.about.id'), <code key="id">{entity.id}</code>],
        ]}
      />
      {Object.keys(entity.aws).length > 0 && (
        <section aria-label={t('trace.about.aws')}>
          <h3 className="mb-1 text-sm font-semibold">{t('trace.about.aws')}</h3>
          <Facts facts={Object.entries(entity.aws).map(([name, value]) => [name, plain(value)])} />
        </section>
      )}
    </div>
  )
}
