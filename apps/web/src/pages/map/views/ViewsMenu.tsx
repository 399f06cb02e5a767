/** Named views: open one, save what one sees as one, save changes, rename, delete. */
import type { ViewReply, ViewsReply } from '@roentgen/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Bookmark, Trash2 } from 'lucide-react'
import { type FormEvent, useId, useRef, useState } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import { call } from '../../../api.ts'
import { wordsFor } from '../../../errors.ts'
import type { Positions } from '../../../layout/graph.ts'
import { t } from '../../../messages/index.ts'
import { viewQuery, viewsQuery } from '../../../queries.ts'
import { membersOf, placesFrom, searchOfView } from './members.ts'
import type { MapSearch, PinControl } from './use-stay.ts'

export type ViewsMenuProps = {
  readonly view: ViewReply | null
  readonly places: Positions | null
  readonly pins: PinControl
  readonly change: (part: MapSearch, replace?: boolean) => void
}

export function ViewsMenu(props: ViewsMenuProps) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="btn max-w-48"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Bookmark aria-hidden size={16} />
        <span className="truncate">{props.view?.name ?? t('map.views')}</span>
      </button>
      <Popover
        triggerRef={trigger}
        isOpen={open}
        onOpenChange={setOpen}
        placement="bottom end"
        className="w-[min(26rem,calc(100vw-1rem))] overflow-auto rounded-lg border border-line bg-raised p-4 text-ink shadow-lg"
      >
        <Dialog aria-label={t('map.views.title')} className="flex flex-col gap-3 outline-none">
          <Menu {...props} />
        </Dialog>
      </Popover>
    </>
  )
}

function Menu({ view, places, pins, change }: ViewsMenuProps) {
  const search = useSearch({ from: '/map' })
  const client = useQueryClient()
  const views = useQuery(viewsQuery())
  const [said, setSaid] = useState('')
  const pinned = Object.keys(pins.pinned).length
  const content = () => ({
    search: membersOf(search),
    pins: placesFrom(pins.pinned),
    layout: placesFrom(places ?? {}),
  })

  const took = (saved: ViewReply, words: string, withPins: boolean) => {
    client.setQueryData(viewQuery(saved.id).queryKey, saved)
    void client.invalidateQueries({ queryKey: viewsQuery().queryKey })
    setSaid(words)
    // Pins that were saved are the view's now; those that were not stay in the address.
    change({ view: saved.id, ...(withPins ? { pins: undefined } : {}) }, true)
  }
  const save = useMutation({
    mutationFn: (name: string) => call('saveView', { body: { name, ...content() } }),
    onSuccess: (saved) => took(saved, t('map.views.saved', { name: saved.name }), true),
  })
  const update = useMutation({
    mutationFn: ({ id, saved, name }: { id: string; saved: number; name?: string }) =>
      call('changeView', { params: { id }, body: name === undefined ? { saved, ...content() } : { saved, name } }),
    onSuccess: (changed, { name }) => took(changed, t('map.views.saved', { name: changed.name }), name === undefined),
  })
  const remove = useMutation({
    mutationFn: ({ id, saved }: { id: string; saved: number }) =>
      call('deleteView', { params: { id }, body: { saved } }),
    onSuccess: (reply: ViewsReply, { id }) => {
      client.setQueryData(viewsQuery().queryKey, reply)
      client.removeQueries({ queryKey: viewQuery(id).queryKey })
      setSaid(t('map.views.deleted'))
      if (view?.id === id) change({ view: undefined }, true)
    },
  })
  const problem = views.error ?? save.error ?? update.error ?? remove.error
  const list = views.data?.views ?? []
  return (
    <>
      <h2 className="font-semibold">{t('map.views.title')}</h2>
      <p className="text-sm text-ink-soft">{t('map.views.text')}</p>
      {problem && (
        <p role="alert" className="text-sm text-fault-text">
          {wordsFor(problem)}
        </p>
      )}
      {views.data?.problem && <p className="text-sm text-fault-text">{views.data.problem}</p>}
      <p role="status" className="text-sm empty:hidden">
        {said}
      </p>
      {list.length > 0 && (
        <ul className="flex flex-col">
          {list.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-2">
              <Link
                to="/map"
                search={(before) => searchOfView(before, one.id, one.search)}
                aria-current={one.id === view?.id ? 'true' : undefined}
                className={`min-w-0 flex-1 truncate rounded px-1 py-1 text-accent underline-offset-2 hover:underline ${one.id === view?.id ? 'font-semibold' : ''}`}
              >
                {one.name}
              </Link>
              <span className="text-xs text-ink-soft">{one.pins > 0 && t('map.views.pins', { count: one.pins })}</span>
              <DeleteView name={one.name} onDelete={() => remove.mutate(one)} />
            </li>
          ))}
        </ul>
      )}
      {view && (
        <div className="flex flex-col gap-2 border-t border-line pt-3">
          <button type="button" className="btn justify-center" onClick={() => update.mutate(view)}>
            {t('map.views.update', { name: view.name })}
          </button>
          <NameForm
            key={view.id}
            label={t('map.views.rename')}
            initial={view.name}
            onName={(name) => update.mutate({ ...view, name })}
          />
          <Link
            to="/map"
            search={(before) => searchOfView(before, undefined, {})}
            className="text-sm text-accent underline"
          >
            {t('map.views.leave')}
          </Link>
        </div>
      )}
      <div className="border-t border-line pt-3">
        <NameForm key={list.length} label={t('map.views.save')} initial="" onName={(name) => save.mutate(name)} />
      </div>
      {pinned > 0 && (
        <p className="flex items-center gap-2 text-sm text-ink-soft">
          <span className="flex-1">{t('map.views.pinned', { count: pinned })}</span>
          <button type="button" className="btn" onClick={pins.unpinAll}>
            {t('map.views.unpin-all')}
          </button>
        </p>
      )}
      {views.data?.kept === 'memory' && <p className="text-xs text-ink-soft">{t('map.views.memory')}</p>}
    </>
  )
}

/** Nobody can bring a view back, so it is asked first; the answer takes the place of the question's button. */
function DeleteView({ name, onDelete }: { name: string; onDelete: () => void }) {
  const [asking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const keep = () => {
    setAsking(false)
    // It is there again after this task.
    setTimeout(() => button.current?.focus())
  }
  if (!asking) {
    return (
      <button
        ref={button}
        type="button"
        className="btn px-2"
        aria-label={t('map.views.delete', { name })}
        title={t('map.views.delete', { name })}
        onClick={() => setAsking(true)}
      >
        <Trash2 aria-hidden size={15} />
      </button>
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a question, and no fields
    <div
      role="group"
      aria-label={t('map.views.delete.ask', { name })}
      className="flex basis-full items-center justify-end gap-2 pb-1 text-sm"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // Not the whole menu.
        event.stopPropagation()
        keep()
      }}
    >
      <span className="min-w-0 break-words">{t('map.views.delete.ask', { name })}</span>
      {/* biome-ignore lint/a11y/noAutofocus: it stands where the pressed button stood */}
      <button type="button" className="btn" autoFocus onClick={keep}>
        {t('map.views.delete.keep')}
      </button>
      <button type="button" className="btn text-fault-text" onClick={onDelete}>
        {t('map.views.delete.do')}
      </button>
    </div>
  )
}

function NameForm({ label, initial, onName }: { label: string; initial: string; onName: (name: string) => void }) {
  const id = useId()
  const [name, setName] = useState(initial)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') onName(name.trim())
  }
  return (
    <form className="flex items-end gap-2" onSubmit={submit}>
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block text-xs text-ink-soft">
          {label}
        </label>
        <input
          id={id}
          className="field w-full"
          value={name}
          maxLength={80}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <button type="submit" className="btn">
        {t('map.views.do-save')}
      </button>
    </form>
  )
}
