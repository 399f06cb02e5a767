import { ChevronDown, ChevronsDownUp, ChevronsUpDown, ChevronUp } from 'lucide-react'
import { t } from '../../messages/index.ts'
import { nextMatch } from '../../ui/waterfall/search.ts'
import type { PathMode } from '../../ui/waterfall/types.ts'

type TimelineToolsProps = {
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly matches: readonly number[]
  readonly selected: number | null
  readonly onGoTo: (row: number) => void
  readonly path: PathMode
  readonly pathKnown: boolean
  readonly onPath: (path: PathMode) => void
  readonly onFoldAll: (folded: boolean) => void
  /** null: all of the time shows already. */
  readonly onWhole: (() => void) | null
}

const pathModes: readonly PathMode[] = ['mark', 'only', 'off']
const keyHelp = ['move', 'open', 'fold', 'zoom', 'path'] as const

function matchCount(matches: readonly number[], selected: number | null): string {
  const at = selected === null ? -1 : matches.indexOf(selected)
  if (at >= 0) return t('trace.search.at', { at: at + 1, count: matches.length })
  return t('trace.search.count', { count: matches.length })
}

export function TimelineTools(props: TimelineToolsProps) {
  const { query, matches, selected } = props
  const step = (by: 1 | -1) => {
    // Without a chosen row, "next" begins at the first and "previous" at the last.
    const row = nextMatch(matches, selected ?? (by === 1 ? -1 : Number.POSITIVE_INFINITY), by)
    if (row !== null) props.onGoTo(row)
  }
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <search className="flex items-center gap-1">
        <input
          type="search"
          className="field w-60 max-sm:w-48"
          aria-label={t('trace.search')}
          placeholder={t('trace.search.hint')}
          value={query}
          onChange={(event) => props.onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          }}
        />
        <button
          type="button"
          className="btn"
          aria-label={t('trace.search.previous')}
          disabled={matches.length === 0}
          onClick={() => step(-1)}
        >
          <ChevronUp aria-hidden size={16} />
        </button>
        <button
          type="button"
          className="btn"
          aria-label={t('trace.search.next')}
          disabled={matches.length === 0}
          onClick={() => step(1)}
        >
          <ChevronDown aria-hidden size={16} />
        </button>
        <span role="status" className="num min-w-16 text-ink-soft">
          {query.trim() === '' ? '' : matchCount(matches, selected)}
        </span>
      </search>
      <label className="flex items-center gap-1.5">
        {t('trace.path')}
        <select
          className="field"
          value={props.path}
          disabled={!props.pathKnown}
          title={props.pathKnown ? undefined : t('trace.nothing-critical')}
          onChange={(event) => props.onPath(pathModes.find((mode) => mode === event.target.value) ?? 'mark')}
        >
          {pathModes.map((mode) => (
            <option key={mode} value={mode}>
              {t(`trace.path.${mode}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="btn" onClick={() => props.onFoldAll(true)}>
        <ChevronsDownUp aria-hidden size={16} />
        {t('trace.fold-all')}
      </button>
      <button type="button" className="btn" onClick={() => props.onFoldAll(false)}>
        <ChevronsUpDown aria-hidden size={16} />
        {t('trace.unfold-all')}
      </button>
      {props.onWhole && (
        <button type="button" className="btn" onClick={props.onWhole}>
          {t('trace.whole')}
        </button>
      )}
      <details className="relative ml-auto">
        <summary className="btn list-none">{t('trace.keys')}</summary>
        <ul className="absolute right-0 z-20 mt-1 w-80 max-w-[90vw] rounded-md border border-line bg-raised p-3 shadow-lg">
          {keyHelp.map((line) => (
            <li key={line} className="py-0.5">
              {t(`trace.keys.${line}`)}
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
