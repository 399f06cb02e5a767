/** One box for a filter or a trace id. The text is the box's own until it is applied; then it is the page's. */
import { type KnownNames, type ParseOptions, parse } from '@roentgen/filter'
import { X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { t } from '../../messages/index.ts'
import { FilterInput } from '../../ui/filter/FilterInput.tsx'
import { FilterProblem, type Problem } from '../../ui/filter/FilterProblem.tsx'
import { pieces, withPiece } from './pieces.ts'
import { parseTraceId } from './trace-id.ts'

export type FilterBoxProps = {
  /** The filter that is applied. */
  readonly filter: string
  readonly onFilter: (filter: string) => void
  readonly onTrace: (id: string) => void
  /** What the source said of the applied filter, if it refused it. */
  readonly refused: Problem | null
  readonly known: KnownNames
  readonly strict: ParseOptions['strict']
}

export function FilterBox({ filter, onFilter, onTrace, refused, known, strict }: FilterBoxProps) {
  const [text, setText] = useState(filter)
  const [applied, setApplied] = useState(filter)
  // A filter that changes elsewhere (Back, a link) replaces what was typed; the focus stays where it is.
  if (applied !== filter) {
    setApplied(filter)
    setText(filter)
  }
  const input = useRef<HTMLInputElement>(null)
  const hint = useId()
  const id = parseTraceId(text)
  const parsed = id === null ? parse(text) : null
  const wrong = parsed && !parsed.ok ? parsed.error : null
  const problem = wrong ?? (text === filter ? refused : null)

  const add = (piece: string) => {
    const inserted = withPiece(text, piece)
    setText(inserted.text)
    // Nothing to fill in: a press is all it takes.
    if (inserted.whole && parse(inserted.text).ok) {
      onFilter(inserted.text)
      return
    }
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(...inserted.select)
    })
  }
  return (
    <search className="flex flex-col gap-2">
      <form
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (id !== null) onTrace(id)
          else if (!wrong) onFilter(text.trim())
          else input.current?.setSelectionRange(wrong.at.start, wrong.at.end)
        }}
      >
        <FilterInput
          input={input}
          className="min-w-0 flex-1 basis-64"
          label={t('traces.filter')}
          describedBy={hint}
          invalid={problem !== null}
          placeholder={t('traces.filter.placeholder')}
          value={text}
          onChange={setText}
          known={known}
          strict={strict}
        />
        <button type="submit" className="btn btn-primary">
          {id === null ? t('traces.filter.apply') : t('traces.filter.open', { id: `…${id.slice(-6)}` })}
        </button>
        {(text !== '' || filter !== '') && (
          <button
            type="button"
            className="btn"
            aria-label={t('traces.filter.clear')}
            onClick={() => {
              setText('')
              onFilter('')
              input.current?.focus()
            }}
          >
            <X aria-hidden size={14} />
          </button>
        )}
      </form>
      <div id={hint} role="status" className="text-sm empty:hidden">
        {id !== null && <p>{t('traces.filter.is-id')}</p>}
        {problem && <FilterProblem text={text} problem={problem} />}
      </div>
      <ul
        aria-label={t('traces.filter.pieces')}
        className="flex gap-1.5 max-sm:overflow-x-auto max-sm:pb-1 sm:flex-wrap"
      >
        {pieces.map((piece) => (
          <li key={piece.text}>
            <button
              type="button"
              className="btn min-h-7 text-xs whitespace-nowrap"
              title={piece.text.replace(/[«»]/g, '')}
              onClick={() => add(piece.text)}
            >
              {t(piece.label)}
            </button>
          </li>
        ))}
      </ul>
    </search>
  )
}
