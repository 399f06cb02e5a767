/** A line for a filter expression that offers what can stand at the caret: the combobox pattern of the ARIA practices, with list completion. */
import { type Completions, complete, type KnownNames, type ParseOptions } from '@roentgen/filter'
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react'
import { t } from '../../messages/index.ts'
import { inserted } from './inserted.ts'

/** More do not fit on a small screen; typing narrows them down. */
const mostShown = 8

type Props = {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly label: string
  readonly placeholder: string
  readonly invalid: boolean
  readonly describedBy?: string | undefined
  readonly known?: KnownNames
  /** What the source does not take is not offered. */
  readonly strict?: ParseOptions['strict']
  /** Of another language than X-Ray's: what can stand at the caret. */
  readonly complete?: (text: string, caret: number) => Completions
  readonly input?: RefObject<HTMLInputElement | null>
  readonly className: string
}

export function FilterInput(props: Props) {
  const { value, onChange, known, strict, className } = props
  const own = useRef<HTMLInputElement>(null)
  const input = props.input ?? own
  const list = useId()
  const [found, setFound] = useState<Completions | null>(null)
  const [active, setActive] = useState(-1)
  const options = found?.options.slice(0, mostShown) ?? []
  const close = () => {
    setFound(null)
    setActive(-1)
  }
  const offer = (text: string, caret: number, unasked: boolean) => {
    const completions = props.complete?.(text, caret) ?? complete(text, caret, known, { strict })
    // Nothing is written yet: a list nobody asked for would only be in the way.
    if (unasked && completions.from === caret && !/[([{]\s*$/.test(text.slice(0, caret))) close()
    else {
      setFound(completions)
      setActive(-1)
    }
  }
  const choose = (index: number) => {
    const option = options[index]
    if (found === null || option === undefined) return
    const result = inserted(value, found, option)
    onChange(result.text)
    if (result.goesOn) offer(result.text, result.caret, false)
    else close()
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(result.caret, result.caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (options.length === 0) offer(value, event.currentTarget.selectionStart ?? value.length, false)
      // From the field into the list at its near end, and out of it at the far one.
      else setActive((at) => ((at + 1 + step + options.length + 1) % (options.length + 1)) - 1)
    } else if (event.key === 'Escape' && found !== null) {
      event.preventDefault()
      close()
    } else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0) {
      event.preventDefault()
      choose(active)
    } else if (event.key === 'Enter') close()
  }
  return (
    <div className={`relative ${className}`}>
      <input
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        className="field w-full font-mono"
        aria-label={props.label}
        aria-autocomplete="list"
        aria-expanded={options.length > 0}
        aria-controls={list}
        aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        placeholder={props.placeholder}
        value={value}
        onChange={(event) => {
          onChange(event.target.value)
          offer(event.target.value, event.target.selectionStart ?? event.target.value.length, true)
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div
        id={list}
        role="listbox"
        aria-label={t('traces.filter.completions')}
        hidden={options.length === 0}
        className="absolute left-0 z-30 mt-1 max-h-72 w-full min-w-56 overflow-y-auto rounded-md border border-line bg-raised py-1 shadow-lg"
      >
        {options.map((option, index) => (
          <div
            key={`${option.kind} ${option.insert}`}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={`cursor-pointer truncate px-2 py-1 font-mono text-sm ${index === active ? 'bg-accent-soft' : ''}`}
            // Before the field loses the focus.
            onMouseDown={(event) => {
              event.preventDefault()
              choose(index)
            }}
          >
            {option.label}
          </div>
        ))}
      </div>
    </div>
  )
}
