import { type KnownNames, type ParseOptions, parse } from '@roentgen/filter'
import { X } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { ApiError } from '../../api.ts'
import { t } from '../../messages/index.ts'
import { FilterInput } from '../../ui/filter/FilterInput.tsx'
import { FilterProblem } from '../../ui/filter/FilterProblem.tsx'

/** One line for a filter expression; applied with Enter, a bad one is answered under it: by us at once, or by the source. */
export function FilterField({
  value,
  error,
  known,
  strict,
  onApply,
}: {
  value: string
  error: unknown
  known: KnownNames
  strict: ParseOptions['strict']
  onApply: (filter: string | undefined) => void
}) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const [tried, setTried] = useState('')
  const refused = error instanceof ApiError && error.code === 'BAD_FILTER' && text === value ? error : null
  const parsed = tried === text ? parse(text) : null
  const problem = parsed && !parsed.ok ? parsed.error : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(text)
    if (!parse(text).ok) return
    onApply(text.trim() === '' ? undefined : text.trim())
  }
  return (
    <form onSubmit={submit} className="flex min-w-0 flex-col">
      <div className="flex items-center gap-1">
        <FilterInput
          className="w-64 max-w-full text-[13px]"
          label={t('map.filter')}
          placeholder={t('map.filter.placeholder')}
          invalid={problem !== null}
          describedBy={problem === null ? undefined : 'map-filter-problem'}
          value={text}
          onChange={setText}
          known={known}
          strict={strict}
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
      {problem !== null && (
        <div id="map-filter-problem" role="alert" className="mt-1 max-w-80">
          <FilterProblem text={text} problem={problem} />
        </div>
      )}
    </form>
  )
}
