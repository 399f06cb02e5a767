import { X } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { ApiError } from '../../api.ts'
import { wordsFor } from '../../errors.ts'
import { t } from '../../messages/index.ts'

/** One line for an X-Ray filter expression; applied with Enter, a bad one is answered under it. */
export function FilterField({
  value,
  error,
  onApply,
}: {
  value: string
  error: unknown
  onApply: (filter: string | undefined) => void
}) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const bad = error instanceof ApiError && error.code === 'BAD_FILTER' ? wordsFor(error) : ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onApply(text.trim() === '' ? undefined : text.trim())
  }
  return (
    <form onSubmit={submit} className="flex min-w-0 flex-col">
      <div className="flex items-center gap-1">
        <label htmlFor="map-filter" className="sr-only">
          {t('map.filter')}
        </label>
        <input
          id="map-filter"
          className="field w-64 max-w-full font-mono text-[13px]"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('map.filter.placeholder')}
          aria-invalid={bad !== ''}
          aria-describedby={bad !== '' ? 'map-filter-problem' : undefined}
          autoComplete="off"
          spellCheck={false}
        />
        <button type="submit" className="btn">
          {t('map.filter.apply')}
        </button>
        {value !== '' && (
          <button
            type="button"
            className="btn px-2"
            onClick={() => onApply(undefined)}
            aria-label={t('map.filter.clear')}
            title={t('map.filter.clear')}
          >
            <X aria-hidden size={14} />
          </button>
        )}
      </div>
      {bad !== '' && (
        <p id="map-filter-problem" role="alert" className="mt-1 text-sm text-fault-text">
          {bad}
        </p>
      )}
    </form>
  )
}
