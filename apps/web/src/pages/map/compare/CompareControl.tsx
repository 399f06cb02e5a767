import { formatTime, parseTypedRange } from '@roentgen/contract'
import { GitCompareArrows } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { zoneName } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import type { SearchOf } from '../../../search.ts'
import { localZone, rangeProblem } from '../../../shell/window.ts'
import type { CompareSearch } from './use-compare.ts'

const choices = ['previous', 'day', 'week'] as const

/** Which earlier time to compare with; on while one is chosen. */
export function CompareControl({
  search,
  onChange,
}: {
  search: CompareSearch & Pick<SearchOf<'/map'>, 'tz'>
  onChange: (part: CompareSearch) => void
}) {
  const on = search.before !== undefined || search.since !== undefined
  return (
    <DialogTrigger>
      <Button className="btn" aria-label={t(on ? 'compare.open.on' : 'compare.open')} data-pressed-on={on || undefined}>
        <GitCompareArrows aria-hidden size={16} />
        {t(on ? 'compare.open.on' : 'compare.open')}
      </Button>
      <Popover
        placement="bottom end"
        className="w-80 max-w-[95vw] rounded-lg border border-line bg-raised p-3 shadow-lg"
      >
        <Dialog aria-label={t('compare.title')} className="flex flex-col gap-2 outline-none">
          {({ close }) => {
            const choose = (before: string | undefined) => {
              onChange({ before, since: undefined })
              close()
            }
            return (
              <>
                <p className="text-sm font-semibold">{t('compare.title')}</p>
                {choices.map((choice) => (
                  <button
                    key={choice}
                    type="button"
                    className="btn justify-start"
                    aria-pressed={search.before === choice}
                    onClick={() => choose(choice)}
                  >
                    {t(`compare.with.${choice}`)}
                  </button>
                ))}
                <OwnTime tz={search.tz} onChoose={choose} />
                {on && (
                  <button type="button" className="btn" onClick={() => choose(undefined)}>
                    {t('compare.stop')}
                  </button>
                )}
              </>
            )
          }}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function OwnTime({ tz, onChoose }: { tz: string | undefined; onChoose: (before: string) => void }) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const range = parseTypedRange(typed, { now: Date.now() / 1000, zone: zoneName(tz) ?? localZone() })
    if (range.ok) onChoose(`${formatTime(range.from)}~${formatTime(range.to)}`)
    else setProblem(rangeProblem(range))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-1 border-t border-line pt-2">
      <label htmlFor="compare-own" className="text-sm">
        {t('compare.own')}
      </label>
      <div className="flex gap-2">
        <input
          id="compare-own"
          className="field min-w-0 flex-1"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setProblem('')
          }}
          aria-describedby="compare-own-hint"
          aria-invalid={problem !== ''}
          autoComplete="off"
          spellCheck={false}
        />
        <button type="submit" className="btn btn-primary">
          {t('compare.own.apply')}
        </button>
      </div>
      <p id="compare-own-hint" className="text-xs text-ink-soft">
        {t('compare.own.hint')}
      </p>
      {problem !== '' && (
        <p role="alert" className="text-sm text-fault-text">
          {problem}
        </p>
      )}
    </form>
  )
}
