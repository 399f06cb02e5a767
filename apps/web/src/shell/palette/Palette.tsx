/** The palette: a line with a list under it, the combobox pattern of the ARIA practices, in a dialog. The focus never leaves the line. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { ArrowRightLeft, CornerDownLeft, FileText, Group, Link2, type LucideIcon, Route, User, Zap } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { t } from '../../messages/index.ts'
import { graphQuery, groupsQuery, usersQuery, windowOf } from '../../queries.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { useCommonSearch } from '../use-common-search.ts'
import {
  actionEntries,
  type Entry,
  type EntryKind,
  type Go,
  groupEntries,
  pageEntries,
  recognisedEntry,
  serviceEntries,
  traceEntry,
  userEntries,
} from './entries.ts'
import { offers } from './offers.ts'
import { ranked } from './rank.ts'
import { recentIds, remember } from './recent.ts'
import { recognise } from './recognise.ts'
import { lengthsInWords, useShellActions } from './use-shell-actions.ts'

const icons: Readonly<Record<EntryKind, LucideIcon>> = {
  trace: Route,
  link: Link2,
  service: ArrowRightLeft,
  group: Group,
  user: User,
  page: FileText,
  action: Zap,
}

/** More are counted, not drawn: typing narrows them down. */
const mostShown = 40
const page = 8
/** As many users as the API gives at once; beyond, it is asked for those that fit. */
const mostUsers = 1000

function useEntries(query: string, say: (text: string) => void, onHelp: () => void): readonly Entry[] {
  const search = useCommonSearch()
  const navigate = useNavigate()
  const router = useRouter()
  const window = windowOf(search)
  const graph = useQuery(graphQuery(window)).data
  const groups = useQuery(groupsQuery(search.source)).data
  const everybody = useQuery(usersQuery({ ...window, limit: mostUsers })).data
  const cut = (everybody?.users.length ?? 0) >= mostUsers
  const fitting = useQuery({
    ...usersQuery({ ...window, limit: 100, q: query.trim() }),
    enabled: cut && query.trim().length >= 2,
  }).data
  const shell = useShellActions(say, onHelp)
  const go: Go = useMemo(() => (to) => void navigate(to), [navigate])
  const here = useMemo(() => offers(), [])

  const all = useMemo(
    () => [
      ...(graph ? serviceEntries(graph, go) : []),
      ...pageEntries(go),
      ...groupEntries(groups, graph, go),
      ...userEntries(cut && fitting ? fitting : everybody, go),
    ],
    [graph, groups, everybody, fitting, cut, go],
  )
  const actions = actionEntries(shell, here, go, lengthsInWords())
  if (query.trim() === '') {
    const kept = new Map([...all, ...actions].map((entry) => [entry.id, entry]))
    const recent = recentIds(localStorage).flatMap((id) =>
      id.startsWith('trace:') ? [traceEntry(id.slice(6), go)] : (kept.get(id) ?? []),
    )
    const first = new Set(recent.map(({ id }) => id))
    const rest = [...all, ...actions].filter(({ id, kind }) => !first.has(id) && kind !== 'user' && kind !== 'group')
    return [...recent, ...rest]
  }
  const found = recognise(query, globalThis.location.origin)
  return [
    ...(found ? [recognisedEntry(found, go, (href) => router.history.push(href))] : []),
    ...ranked(query, [...all, ...actions]).map(({ entry }) => entry),
  ]
}

export default function Palette({
  onClose,
  onSaid,
  onHelp,
}: {
  onClose: () => void
  onSaid: (text: string) => void
  onHelp: () => void
}) {
  const [query, setQuery] = useState('')
  const entries = useEntries(query, onSaid, onHelp)
  const shown = entries.slice(0, mostShown)
  const [at, setAt] = useState(0)
  const list = useId()
  const options = useRef<HTMLDivElement>(null)
  const active = Math.min(at, shown.length - 1)

  useEffect(() => {
    options.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    if (entry.kind !== 'link') remember(entry.id, localStorage)
    onClose()
    entry.go()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const last = shown.length - 1
      const next = active + step
      // Single steps go round, pages stop at the ends.
      setAt(Math.abs(step) === 1 ? (next < 0 ? last : next > last ? 0 : next) : Math.max(0, Math.min(last, next)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(shown[active])
    }
  }
  const said =
    entries.length === 0
      ? t('palette.nothing', { query: query.trim() })
      : entries.length > mostShown
        ? t('palette.count.cut', { count: entries.length, shown: mostShown })
        : t('palette.count', { count: entries.length })
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-50 flex items-start justify-center bg-black/40 p-2 sm:p-4 sm:pt-[12vh]"
    >
      <Modal className="flex max-h-full w-full max-w-2xl flex-col overflow-hidden rounded-lg border border-line bg-raised text-ink shadow-xl sm:max-h-[70vh]">
        <Dialog aria-label={t('palette.title')} className="flex min-h-0 flex-col outline-none">
          <div className="flex items-center gap-2 border-b border-line p-2">
            <input
              autoFocus
              type="text"
              role="combobox"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              enterKeyHint="go"
              // Smaller letters make telephones zoom in.
              className="field min-h-10 min-w-0 flex-1 text-[16px]"
              aria-label={t('palette.title')}
              aria-autocomplete="list"
              aria-expanded={shown.length > 0}
              aria-controls={list}
              aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
              aria-describedby={`${list}-hint`}
              placeholder={t('palette.placeholder')}
              value={query}
              onChange={(event) => {
                setQuery(event.target.value)
                setAt(0)
              }}
              onKeyDown={onKeyDown}
            />
            <button type="button" className="btn sm:hidden" onClick={onClose}>
              {t('shell.close')}
            </button>
          </div>
          <div
            ref={options}
            id={list}
            role="listbox"
            aria-label={t('palette.results')}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain py-1"
          >
            {shown.map((entry, index) => (
              <Option
                key={entry.id}
                entry={entry}
                id={`${list}-${index}`}
                index={index}
                active={index === active}
                onPoint={() => setAt(index)}
                onChoose={() => choose(entry)}
              />
            ))}
          </div>
          <p
            role="status"
            className={`px-3 py-2 text-sm text-ink-soft ${entries.length === 0 ? '' : 'border-t border-line text-xs'}`}
          >
            {said}
          </p>
          <p id={`${list}-hint`} className="sr-only">
            {t('palette.hint')}
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Option({
  entry,
  id,
  index,
  active,
  onPoint,
  onChoose,
}: {
  entry: Entry
  id: string
  index: number
  active: boolean
  onPoint: () => void
  onChoose: () => void
}) {
  const Icon = icons[entry.kind]
  const [name, ...others] = entry.names
  const technical = entry.kind === 'service' ? others.at(-1) : undefined
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the line above has the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      data-index={index}
      aria-selected={active}
      className={`flex cursor-pointer items-center gap-2 px-3 py-1.5 text-sm ${active ? 'bg-accent-soft' : ''}`}
      onMouseMove={onPoint}
      // Before the line loses the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {entry.glyph ? <Glyph kind={entry.glyph} size={16} /> : <Icon aria-hidden size={16} className="shrink-0" />}
      <span className="min-w-0 flex-1 truncate">
        <bdi>{name}</bdi>
        {technical && (
          <span className="ml-2 text-xs text-ink-soft">
            <bdi>{technical}</bdi>
          </span>
        )}
      </span>
      <span className="max-w-[45%] shrink-0 truncate text-xs text-ink-soft">{entry.detail}</span>
      {active && <CornerDownLeft aria-hidden size={14} className="shrink-0 text-ink-soft max-sm:hidden" />}
    </div>
  )
}
