import type { FilterError, ParseResult, Span } from './tree.ts'

/** Thrown inside the parser only; `guarded` turns it into a value. */
export class FilterSyntaxError extends Error {
  readonly error: FilterError
  constructor(message: string, at: Span, expected: readonly string[] = []) {
    super(message)
    this.error = { message, at: { start: at.start, end: at.end }, expected }
  }
}

export function guarded<T>(work: () => T): T | Extract<ParseResult, { ok: false }> {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof FilterSyntaxError) return { ok: false, error: thrown.error }
    throw thrown
  }
}
