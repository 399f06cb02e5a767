/** One line for find or hide: completion as one writes, applied with Enter, what is wrong said under it. */
import { complete, type Parsed, parse, type Vocabulary } from '@roentgen/picture'
import { X } from 'lucide-react'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { t } from '../../../messages/index.ts'
import { FilterInput } from '../../../ui/filter/FilterInput.tsx'
import { FilterProblem } from '../../../ui/filter/FilterProblem.tsx'
import { problemWords } from './problem-words.ts'

type Props = {
  readonly what: 'find' | 'hide'
  readonly value: string
  readonly known: Vocabulary
  readonly onApply: (text: string | undefined) => void
}

export function ExpressionField({ what, value, known, onApply }: Props) {
  const id = useId()
  const [text, setText] = useState(value)
  const [tried, setTried] = useState(value)
  useEffect(() => {
    setText(value)
    setTried(value)
  }, [value])
  const parsed: Parsed | null = tried === text && text !== '' ? parse(text) : null
  const problem = parsed && !parsed.ok ? parsed.problem : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(text)
    if (parse(text).ok) onApply(text.trim() || undefined)
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-1">
      <span className="text-sm font-semibold">{t(`picture.${what}`)}</span>
      <div className="flex items-start gap-1">
        <FilterInput
          className="min-w-0 flex-1 text-[13px]"
          label={t(`picture.${what}`)}
          placeholder={t(`picture.${what}.example`)}
          invalid={problem !== null}
          describedBy={problem ? `${id}-problem` : `${id}-hint`}
          value={text}
          onChange={setText}
          complete={(written, caret) => complete(written, caret, known)}
        />
        <button type="submit" className="btn">
          {t(`picture.${what}.apply`)}
        </button>
        {value !== '' && (
          <button
            type="button"
            className="btn px-2"
            onClick={() => onApply(undefined)}
            aria-label={t(`picture.${what}.clear`)}
            title={t(`picture.${what}.clear`)}
          >
            <X aria-hidden size={14} />
          </button>
        )}
      </div>
      {problem ? (
        <div id={`${id}-problem`} role="alert">
          <FilterProblem text={text} problem={problemWords(problem)} />
        </div>
      ) : (
        <p id={`${id}-hint`} className="text-xs text-ink-soft">
          {t(`picture.${what}.hint`)}
        </p>
      )}
    </form>
  )
}
