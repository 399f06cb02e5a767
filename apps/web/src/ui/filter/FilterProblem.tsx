/** What is wrong with a filter, with a caret under the place. */
import { t } from '../../messages/index.ts'
import { caretLines } from './caret.ts'

export type Problem = {
  readonly message: string
  /** Null when whoever refused it did not say (AWS never does). */
  readonly at: { readonly start: number; readonly end: number } | null
  readonly expected: readonly string[]
}

export function FilterProblem({ text, problem }: { text: string; problem: Problem }) {
  const { message, at, expected } = problem
  return (
    <div className="max-w-full rounded-md border border-error bg-error-soft px-2 py-1.5 text-sm text-error-text">
      {at !== null && <Caret text={text} at={at} />}
      <p>{t('traces.filter.wrong', { message })}</p>
      {expected.length > 0 && <p>{t('traces.filter.expected', { expected: someOf(expected) })}</p>}
    </div>
  )
}

/** The completions have them all. */
const mostNamed = 8

const someOf = (expected: readonly string[]): string =>
  [...expected.slice(0, mostNamed), ...(expected.length > mostNamed ? ['…'] : [])].join(', ')

function Caret({ text, at }: { text: string; at: { readonly start: number; readonly end: number } }) {
  const [line, marks] = caretLines(text, at)
  return (
    <pre aria-hidden="true" className="overflow-x-auto font-mono text-xs leading-4">
      {line}
      {'\n'}
      {marks}
    </pre>
  )
}
