import { formatTime, parseDuration, parseTypedRange } from '@roentgen/contract'
import { type FormEvent, type RefObject, useState } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import { dateTime, duration, zoneName } from '../format.ts'
import { t } from '../messages/index.ts'
import { useChangeSearch, useCommonSearch } from './use-common-search.ts'
import { localZone, quickRanges, rangeOf, rangeProblem } from './window.ts'

/** Quick list, one field that understands what people type, and the zone times are shown in. */
export default function TimePopover({
  trigger,
  onClose,
}: {
  trigger: RefObject<HTMLButtonElement | null>
  onClose: () => void
}) {
  const search = useCommonSearch()
  const change = useChangeSearch()
  const now = Date.now() / 1000
  const current = rangeOf(search, now)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState('')
  const zone = zoneName(search.tz) ?? localZone()

  const choose = (from: string, to: string) => {
    change({ from, to: to === 'now' ? undefined : to, live: to === 'now' ? search.live : undefined })
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const range = parseTypedRange(typed, { now: Date.now() / 1000, zone })
    if (range.ok) choose(range.fromText, range.toText)
    else setProblem(rangeProblem(range))
  }
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom end"
      className="w-[min(24rem,calc(100vw-1rem))] rounded-lg border border-line bg-raised p-3 text-ink shadow-lg"
    >
      <Dialog aria-label={t('shell.time')} className="flex flex-col gap-3 outline-none">
        <form onSubmit={submit} className="flex flex-col gap-1">
          <label htmlFor="time-typed" className="text-sm font-semibold">
            {t('shell.time.typed')}
          </label>
          <div className="flex gap-2">
            <input
              id="time-typed"
              className="field min-w-0 flex-1"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value)
                setProblem('')
              }}
              placeholder="now-6h"
              aria-describedby="time-hint"
              aria-invalid={problem !== ''}
              autoComplete="off"
              spellCheck={false}
            />
            <button type="submit" className="btn btn-primary">
              {t('shell.time.apply')}
            </button>
          </div>
          <p id="time-hint" className="text-xs text-ink-soft">
            {t('shell.time.hint')}
          </p>
          {problem !== '' && (
            <p role="alert" className="text-sm text-fault-text">
              {problem}
            </p>
          )}
        </form>
        <fieldset className="grid grid-cols-3 gap-1" aria-label={t('shell.time.quick')}>
          {quickRanges.map((length) => (
            <button
              key={length}
              type="button"
              className="btn"
              aria-pressed={(search.from ?? 'now-15m') === `now-${length}` && (search.to ?? 'now') === 'now'}
              onClick={() => choose(`now-${length}`, 'now')}
            >
              {t('shell.time.last', { length: duration(parseDuration(length)) })}
            </button>
          ))}
        </fieldset>
        <Absolute key={search.tz ?? ''} zone={zone} onChoose={choose} />
        <label className="flex items-center gap-2 text-sm">
          {t('shell.time.zone')}
          <select
            className="field min-w-0 flex-1"
            value={search.tz ?? 'local'}
            onChange={(event) => change({ tz: event.target.value === 'local' ? undefined : event.target.value })}
          >
            <option value="local">{t('shell.time.zone.local', { zone: localZone() })}</option>
            <option value="utc">UTC</option>
            {search.tz && search.tz !== 'local' && search.tz !== 'utc' && (
              <option value={search.tz}>{search.tz}</option>
            )}
            {zones().map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {current.ok && (
          <p className="text-xs text-ink-soft">
            {t('shell.time.now-showing', {
              from: dateTime(current.from, search.tz),
              to: dateTime(current.to, search.tz),
            })}
          </p>
        )}
      </Dialog>
    </Popover>
  )
}

const zones = (): string[] => Intl.supportedValuesOf('timeZone')

/** Two fields with the browser's own calendar, read in the chosen zone. */
function Absolute({ zone, onChoose }: { zone: string; onChoose: (from: string, to: string) => void }) {
  const search = useCommonSearch()
  const current = rangeOf(search, Date.now() / 1000)
  const [from, setFrom] = useState(current.ok ? wallClock(current.from, zone) : '')
  const [to, setTo] = useState(current.ok ? wallClock(current.to, zone) : '')
  const [problem, setProblem] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const range = parseTypedRange(`${from.replace('T', ' ')} to ${to.replace('T', ' ')}`, {
      now: Date.now() / 1000,
      zone,
    })
    if (range.ok) onChoose(formatTime(range.from), formatTime(range.to))
    else setProblem(rangeProblem(range))
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <label className="flex w-full items-center gap-2 text-sm">
        <span className="w-28 truncate">{t('shell.time.from', { zone })}</span>
        <input
          className="field min-w-0 flex-1"
          type="datetime-local"
          step="1"
          value={from}
          onChange={(e) => setFrom(e.target.value)}
        />
      </label>
      <label className="flex w-full items-center gap-2 text-sm">
        <span className="w-28 truncate">{t('shell.time.to', { zone })}</span>
        <input
          className="field min-w-0 flex-1"
          type="datetime-local"
          step="1"
          value={to}
          onChange={(e) => setTo(e.target.value)}
        />
      </label>
      <button type="submit" className="btn ml-auto">
        {t('shell.time.apply')}
      </button>
      {problem !== '' && (
        <p role="alert" className="w-full text-sm text-fault-text">
          {problem}
        </p>
      )}
    </form>
  )
}

/** `2026-11-22T10:00:00` as a clock on the wall in that zone shows it. */
function wallClock(seconds: number, zone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(seconds * 1000)
  return text.replace(' ', 'T')
}
