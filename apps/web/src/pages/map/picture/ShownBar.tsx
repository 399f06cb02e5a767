/** Says what the map leaves out, folds or looks for, each with the way back. Nothing to say: nothing there. */
import { parseNodeId } from '@roentgen/contract'
import { type Asked, ways } from '@roentgen/picture'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../../messages/index.ts'
import { nodeName } from '../node-name.ts'
import { everything } from './NothingLeft.tsx'
import { withClosed } from './opened.ts'
import { problemWords } from './problem-words.ts'
import type { PictureSearch, Shown } from './use-picture.ts'

type Props = {
  readonly search: PictureSearch
  readonly shown: Shown
  readonly onChange: (change: PictureSearch) => void
}

export function ShownBar({ search, shown, onChange }: Props) {
  const { hidden, found, opened, by, membership, chosen } = shown
  const itself = search.by === undefined && (by === 'kind' || by === 'domain' || by === 'team') ? by : null
  const wrong = (['hide', 'find'] as const).flatMap((what) => wrongWords(what, shown[what]))
  return (
    <div className="flex basis-full flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft empty:hidden">
      {itself && (
        <Said undo={t('picture.grouped.undo')} onUndo={() => onChange({ by: 'none', open: undefined })}>
          {t(`picture.grouped.${itself}`)}
        </Said>
      )}
      {chosen && (
        <Said
          undo={t(search.lines === 'all' ? 'picture.lines.fewer' : 'picture.lines.all', { count: chosen.lines })}
          onUndo={() => onChange({ lines: search.lines === 'all' ? undefined : 'all' })}
        >
          {linesWords(chosen, search.lines === 'all')}
        </Said>
      )}
      {hidden.nodes > 0 && (
        <Said undo={t('picture.hidden.undo')} onUndo={() => onChange(everything)}>
          <span data-testid="hidden">{t('picture.hidden', { count: hidden.nodes, of: hidden.of })}</span>
        </Said>
      )}
      {search.focus !== undefined && <Focus search={search} shown={shown} onChange={onChange} />}
      {found && (
        <Said undo={t('picture.find.clear')} onUndo={() => onChange({ find: undefined })}>
          <span data-testid="found">{t('picture.found', { nodes: found.nodes, edges: found.edges })}</span>
        </Said>
      )}
      {opened.length > 0 && (
        <ul aria-label={t('picture.opened')} className="flex flex-wrap gap-1">
          {opened.map(({ id, label }) => (
            <li key={id}>
              <button
                type="button"
                className="btn min-h-7 max-w-56 px-2 py-0.5"
                title={t('picture.close', { group: label })}
                onClick={() => onChange({ open: withClosed(search.open, id) })}
              >
                <span className="truncate">{label}</span>
                <X aria-hidden size={13} />
                <span className="sr-only">{t('picture.close', { group: label })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {search.by === 'group' && membership.leftOut > 0 && (
        <p>{t('picture.groups.more', { count: membership.leftOut })}</p>
      )}
      {search.by === 'group' && membership.of === undefined && (
        <p role="status">{t(membership.failed ? 'picture.groups.failed' : 'picture.groups.asking')}</p>
      )}
      {wrong.map((text) => (
        <p key={text} role="alert" className="text-error-text">
          {text}
        </p>
      ))}
    </div>
  )
}

/** What was found and is not drawn is said; that all of it is, is what one expects. */
function linesWords({ lines: count, of, found }: NonNullable<Shown['chosen']>, all: boolean): string {
  if (all) return t('picture.lines.drawn', { of })
  return found && found.lines < found.of
    ? t('picture.lines.found', { count, of, found: found.lines, matching: found.of })
    : t('picture.lines', { count, of })
}

function wrongWords(what: 'find' | 'hide', asked: Asked | null): string[] {
  if (asked === null) return []
  if (!asked.ok) return [t(`picture.${what}.wrong`, { problem: problemWords(asked.problem).message })]
  return asked.unknown.map(({ name }) => t('picture.unknown', { name }))
}

function Said({ children, undo, onUndo }: { children: ReactNode; undo: string; onUndo: () => void }) {
  return (
    <p>
      {children}{' '}
      <button type="button" className="rounded text-accent underline" onClick={onUndo}>
        {undo}
      </button>
    </p>
  )
}

const farthest = 9

function Focus({ search, shown, onChange }: Props) {
  const id = search.focus ?? ''
  const node = shown.whole.nodes.find((one) => one.id === id)
  const name = nodeName(node, parseNodeId(id)?.name ?? id)
  const off = { focus: undefined, hops: undefined, way: undefined }
  if (shown.focusMissing) {
    return (
      <Said undo={t('picture.focus.off')} onUndo={() => onChange(off)}>
        {t('picture.focus.missing', { name })}
      </Said>
    )
  }
  const hops = search.hops ?? 1
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="sr-only">{t('picture.focus', { name })}</legend>
      <span aria-hidden="true">{t('picture.focus', { name })}</span>
      <select
        className="field min-h-7 py-0"
        aria-label={t('picture.focus.hops')}
        value={hops}
        onChange={(event) => onChange({ hops: event.target.value === '1' ? undefined : Number(event.target.value) })}
      >
        {Array.from({ length: farthest }, (_, i) => i + 1).map((far) => (
          <option key={far} value={far}>
            {t('picture.focus.far', { count: far })}
          </option>
        ))}
      </select>
      <select
        className="field min-h-7 py-0"
        aria-label={t('picture.focus.way')}
        value={search.way ?? 'both'}
        onChange={(event) => {
          const way = ways.find((one) => one === event.target.value)
          onChange({ way: way === 'both' ? undefined : way })
        }}
      >
        {(['both', 'callers', 'callees'] as const).map((way) => (
          <option key={way} value={way}>
            {t(`picture.focus.${way}`)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="btn min-h-7 px-1.5 py-0"
        onClick={() => onChange(off)}
        aria-label={t('picture.focus.off')}
        title={t('picture.focus.off')}
      >
        <X aria-hidden size={13} />
      </button>
    </fieldset>
  )
}
