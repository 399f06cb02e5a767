import { useId } from 'react'

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
  /** A number's keys on a phone; the text stays text. */
  readonly numeric?: boolean
  /** More than one: an area. */
  readonly lines?: number
  readonly autoFocus?: boolean
  /** Offered while one types; anything else may be typed. */
  readonly suggestions?: readonly string[]
}

/** A labelled text with what is wrong with it right below. */
export function Field(props: FieldProps) {
  const { label, value, problem, onChange, numeric = false, lines = 1, autoFocus = false, suggestions = [] } = props
  const id = useId()
  const common = {
    className: `field w-full ${problem ? 'border-fault' : ''}`,
    value,
    spellCheck: false,
    'aria-invalid': problem !== undefined,
    ...(problem === undefined ? {} : { 'aria-describedby': `${id}problem` }),
  } as const
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id}>{label}</label>
      {lines > 1 ? (
        <textarea id={id} rows={lines} {...common} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          id={id}
          type="text"
          inputMode={numeric ? 'decimal' : 'text'}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: a dialog's first field, opened by a person's press
          autoFocus={autoFocus}
          {...(suggestions.length > 0 ? { list: `${id}list` } : {})}
          {...common}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {suggestions.length > 0 && (
        <datalist id={`${id}list`}>
          {suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
      {problem !== undefined && (
        <p id={`${id}problem`} className="text-fault-text">
          {problem}
        </p>
      )}
    </div>
  )
}
