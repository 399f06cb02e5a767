/** Switches for the sample shop's troubles. */
import type { Reply } from '@roentgen/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useRef, useState } from 'react'
import { Dialog, Popover, Switch } from 'react-aria-components'
import { call } from '../../api.ts'
import { wordsFor } from '../../errors.ts'
import { t } from '../../messages/index.ts'
import { scenariosQuery } from '../../queries.ts'

const known = [
  'slow-database',
  'payment-timeouts',
  'throttled-table',
  'bank-down',
  'retry-storm',
  'bad-deployment',
] as const

/** In the reader's language; of one that a newer shop knows, in the shop's words. */
function words({ id, title, description }: Reply<'scenarios'>['scenarios'][number]): { title: string; text: string } {
  const one = known.find((it) => it === id)
  return one
    ? { title: t(`map.scenario.${one}.title`), text: t(`map.scenario.${one}.text`) }
    : { title, text: description }
}

export function Scenarios() {
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const client = useQueryClient()
  const scenarios = useQuery(scenariosQuery())
  const change = useMutation({
    mutationFn: ({ id, on }: { id: string; on: boolean }) => call('switchScenario', { params: { id }, body: { on } }),
    // One after the other: the switches stay usable meanwhile, for one that is disabled drops the focus.
    scope: { id: 'scenarios' },
    // A switch that moves only when the shop has answered looks broken.
    onMutate: ({ id, on }) =>
      client.setQueryData(
        scenariosQuery().queryKey,
        (before) =>
          before && {
            scenarios: before.scenarios.map((scenario) => (scenario.id === id ? { ...scenario, on } : scenario)),
          },
      ),
    onError: () => client.invalidateQueries({ queryKey: scenariosQuery().queryKey }),
    onSuccess: (reply) => client.setQueryData(scenariosQuery().queryKey, reply),
  })
  const list = scenarios.data?.scenarios ?? []
  const on = list.filter((scenario) => scenario.on).length
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="btn"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <FlaskConical aria-hidden size={16} />
        {t('map.scenarios')}
        {on > 0 && (
          <span className="rounded-full bg-fault-soft px-1.5 text-xs text-fault-text">
            {t('map.scenarios.on', { count: on })}
          </span>
        )}
      </button>
      <Popover
        triggerRef={trigger}
        isOpen={open}
        onOpenChange={setOpen}
        placement="bottom end"
        className="w-[min(26rem,calc(100vw-1rem))] overflow-auto rounded-lg border border-line bg-raised p-4 text-ink shadow-lg"
      >
        <Dialog aria-label={t('map.scenarios.title')} className="outline-none">
          <h2 className="font-semibold">{t('map.scenarios.title')}</h2>
          <p className="text-sm text-ink-soft">{t('map.scenarios.text')}</p>
          {(scenarios.error ?? change.error) && (
            <p role="alert" className="mt-2 text-sm text-fault-text">
              {wordsFor(scenarios.error ?? change.error)}
            </p>
          )}
          <ul className="mt-3 flex flex-col gap-3">
            {list.map((scenario) => (
              <li key={scenario.id}>
                <Switch
                  isSelected={scenario.on}
                  onChange={(next) => change.mutate({ id: scenario.id, on: next })}
                  className="group flex cursor-pointer items-start gap-3"
                >
                  <span className="mt-0.5 flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-line p-0.5 group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-focus group-selected:border-accent group-selected:bg-accent">
                    <span className="size-3.5 rounded-full bg-surface shadow group-selected:translate-x-4" />
                  </span>
                  <span>
                    <span className="text-sm font-semibold">{words(scenario).title}</span>
                    <span className="block text-xs text-ink-soft">{words(scenario).text}</span>
                  </span>
                </Switch>
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </>
  )
}
