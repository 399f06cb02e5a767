import type { TraceRow } from '@roentgen/contract'
import { Link } from '@tanstack/react-router'
import { dateTime, duration } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { useNameOf } from '../../names/use-label-of.ts'
import { OutcomeMark } from '../../ui/waterfall/OutcomeMark.tsx'

/** Annotations that fit into a row; the rest is counted. */
const shownAnnotations = 2

/** The path says more than the host, which is the same in every row; the whole URL is in the tooltip. */
export function shortUrl(url: string): string {
  const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/i.exec(url)
  return match ? match[1] || '/' : url
}

type TraceTableRowProps = {
  readonly row: TraceRow
  readonly index: number
  readonly tz: string | undefined
  readonly measure: (element: HTMLTableRowElement | null) => void
}

export function TraceTableRow({ row, index, tz, measure }: TraceTableRowProps) {
  const nameOf = useNameOf()
  const entry = row.entry && nameOf(row.entry)
  const word = t(`traces.class.${row.class ?? 'none'}`)
  const began = dateTime(row.start, tz)
  const request = row.url ? [row.method, shortUrl(row.url)].filter(Boolean).join(' ') : entry
  const rest = row.annotations.length - shownAnnotations
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className="relative border-t border-line hover:bg-accent-soft/60"
    >
      <td className="num truncate p-2 max-md:hidden">{began}</td>
      <td className="truncate p-2">
        <span className="inline-flex items-center gap-1.5">
          <OutcomeMark outcome={row.class ?? 'none'} label="" />
          <span className="max-md:sr-only">{word}</span>
        </span>
      </td>
      <td className="p-2">
        <div className="flex min-w-0 items-center gap-2">
          <Link
            to="/traces/$id"
            params={{ id: row.id }}
            title={row.url ?? row.id}
            className="truncate after:absolute after:inset-0"
          >
            {request ?? t('traces.untitled', { id: row.id })}
          </Link>
          {row.partial && (
            <span
              className="flex-none rounded border border-dashed border-line-strong px-1 text-xs text-ink-soft"
              title={t('traces.partial.title')}
            >
              {t('traces.partial')}
            </span>
          )}
        </div>
        <div className="num text-xs break-words text-ink-soft md:hidden">
          {[began, row.status, entry, ...row.users].filter(Boolean).join(' · ')}
        </div>
      </td>
      <td className="num p-2 text-right max-md:hidden">{row.status ?? '–'}</td>
      <td className="num p-2 text-right">{duration(row.responseTime)}</td>
      <td className="num p-2 text-right max-lg:hidden">{duration(row.duration)}</td>
      <td className="truncate p-2 max-lg:hidden">{entry ?? '–'}</td>
      <td className="truncate p-2 max-md:hidden">{row.users.join(', ')}</td>
      <td className="truncate p-2 text-xs text-ink-soft max-xl:hidden">
        {row.annotations
          .slice(0, shownAnnotations)
          .map(([key, value]) => `${key}=${String(value)}`)
          .join(' ')}
        {rest > 0 && ` ${t('traces.annotations.more', { count: rest })}`}
      </td>
    </tr>
  )
}
